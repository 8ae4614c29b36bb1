// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! The stable codes of everything that can be wrong.

use std::fmt;

/// How bad it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Worth a look; the input can be used.
    Warning,
    /// The input cannot be used as it is.
    Problem,
}

macro_rules! codes {
    ($( $variant:ident = $code:literal, $title:literal, $help:literal; )*) => {
        /// A stable code: its letter tells what the problem is about (`J` JSON text, `S` shape of a
        /// file, `Q` questionnaire, `W` warning about a questionnaire, `A` answers, `M` merge, `B`
        /// bridge, `V` verification, `P` plan, `T` tables and forms). Codes are never used again for
        /// something else.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum Code {
            $( #[doc = concat!("`", $code, "`: ", $title, ". ", $help)] $variant, )*
        }

        impl Code {
            /// Every code, in order.
            pub const ALL: &[Self] = &[ $( Self::$variant, )* ];

            /// The code as it is written, such as `Q0301`.
            #[must_use]
            pub fn as_str(self) -> &'static str {
                match self { $( Self::$variant => $code, )* }
            }

            /// What is wrong, in a few words.
            #[must_use]
            pub fn title(self) -> &'static str {
                match self { $( Self::$variant => $title, )* }
            }

            /// What to do about it.
            #[must_use]
            pub fn help(self) -> &'static str {
                match self { $( Self::$variant => $help, )* }
            }
        }
    };
}

codes! {
    TooLarge = "J0101", "the text is too long", "Make it shorter.";
    Syntax = "J0102", "this is not JSON", "Mend the text at the place given.";
    NotUtf8 = "J0103", "the file is not UTF-8 text", "Save it as UTF-8.";
    DuplicateKey = "J0104", "a key stands twice in one object", "Keep one of the two.";
    TooDeep = "J0105", "objects and lists are nested too deeply", "Use fewer levels.";
    TooManyValues = "J0106", "there are too many values", "Make it shorter.";
    LongKey = "J0107", "a key is too long", "Use a shorter key.";

    WrongType = "S0201", "a value has the wrong type", "Give the type that is expected.";
    MissingField = "S0202", "a required field is missing", "Add the field.";
    UnknownField = "S0203", "a field is not known here", "Remove it, or correct its name.";
    UnknownName = "S0204", "a name is not one of those that are known", "Use one of the names expected.";
    BadId = "S0205", "this cannot be an id", "Use 1 to 64 characters of A-Z a-z 0-9 . _ - and begin with a letter or digit.";
    OutOfRange = "S0206", "a number is out of its range", "Give a number in the range expected.";
    BadDate = "S0207", "this is not a date", "Write dates as 2026-05-31.";
    BadVersion = "S0208", "this is not a version", "Write versions as 1.0.0, formats as 1.0.";
    NewerFormat = "S0209", "the file's format is newer than this engine", "Use a newer engine.";
    TooManyItems = "S0210", "there are too many questions, nodes or answers", "Leave some out.";
    BadText = "S0211", "this text is not of the form expected", "Write it in the form expected.";
    MoreProblems = "S0212", "there are more problems", "Mend those that are listed, then look again.";

    DuplicateId = "Q0301", "an id is used twice", "Give each its own id.";
    UnknownReference = "Q0302", "something is named that does not exist", "Correct the name, or add what it names.";
    ConditionCircle = "Q0303", "conditions depend on themselves in a circle", "Break the circle.";
    NoWeight = "Q0304", "all weights are zero", "Give at least one of them a weight.";
    PartsExceedMaximum = "Q0305", "the parts can exceed the maximum", "Raise the maximum, or add an adjustment that caps the sum at it.";
    NoWorth = "Q0306", "an option never scores", "Give each option a value, points, or say what it counts as.";
    MixedWorth = "Q0307", "values and points are mixed", "Use values or points throughout one question.";
    NoDistinctValues = "Q0308", "all answers score the same", "A scale needs at least two different values.";
    CutPointsOrder = "Q0309", "cut points are out of order", "List levels from the lowest up, each with a higher cut point.";
    GateNamesNothing = "Q0310", "a gate names nothing", "Name a question, node or level that exists.";
    PrerequisiteCircle = "Q0311", "prerequisites run in a circle", "Break the circle.";
    TextMissing = "Q0312", "a text is missing in a declared language", "Add the text.";
    TextForNothing = "Q0313", "a text is for something that does not exist", "Correct the id, or remove the text.";
    FieldNotHere = "Q0314", "a field does not go with this rule or kind", "Remove the field.";
    FieldNeeded = "Q0315", "a field is needed with this rule or kind", "Add the field.";
    ConditionShape = "Q0316", "a condition does not say one clear thing", "Name exactly one subject with at least one test that fits it, or combine conditions.";
    IdUsedAgain = "Q0317", "an id of the past is used again", "Use a new id: ids are never used again.";
    BandsOrder = "Q0318", "bands are out of order", "List bands in ascending order of `from`; only the first may leave it out.";
    BadCurve = "Q0319", "this curve cannot be drawn", "See the rules for its shape.";
    BadMove = "Q0320", "an action moves a question to something that is no better answer", "Name an answer of the question that scores more than its lowest.";
    OutsideProfile = "Q0321", "a condition asks for a question outside the profile", "Add the question to the profile, or remove the condition.";
    NegativePoints = "Q0322", "points below zero are not under a sum", "Use them only where all nodes above, up to a sum, are sums.";
    EmptyNode = "Q0323", "nothing here can score", "Add a scored question.";
    FileMissing = "Q0324", "a file of the questionnaire is missing", "Add the file.";
    FileUnknown = "Q0325", "a file does not belong in a questionnaire folder", "Move it elsewhere, or correct its name.";
    BadRange = "Q0326", "a range is empty", "The lower end must be below the upper end.";
    ProfileEmpty = "Q0327", "no question belongs to the profile", "List the profile in the questions that belong to it.";
    BadBridge = "Q0328", "a bridge does not lead here", "See the rules for bridges.";

    BandGap = "W0401", "some answers lie in no band", "Let the first band begin at the minimum.";
    Unused = "W0402", "this is declared and never used", "Remove it, or use it.";
    EssentialConditional = "W0403", "an essential question may never be shown", "Ask essential questions of everybody.";
    LanguageUndeclared = "W0404", "a language has texts and is not declared", "Add it to `languages`.";
    BeyondReach = "W0405", "a cut point is beyond the greatest score", "Say `measure`: `score` if it is in points, or lower it.";

    UnknownQuestion = "A0501", "there is no such question", "Correct the id.";
    OffScale = "A0502", "the answer is not on the scale", "Use one of the answers expected.";
    WrongQuestionnaire = "A0503", "the answers are for another questionnaire", "Use the questionnaire that the answers name.";
    WrongVersion = "A0504", "the answers are for another version", "Bridge them to this version, or use the version that they name.";
    NotApplicableForbidden = "A0505", "the question does not allow not-applicable", "Answer it, or say that you do not know.";
    ReasonMissing = "A0506", "not-applicable needs a reason", "Say in `reason` why the question does not apply.";
    ExclusiveOption = "A0507", "an option that stands alone is chosen with others", "Choose it alone, or leave it out.";
    NumberOutOfRange = "A0508", "the number is outside the possible range", "Check the number and its unit.";
    UnknownProfile = "A0509", "there is no such profile", "Use one of the profiles of the questionnaire.";
    StateContradicts = "A0510", "state and value contradict each other", "Leave out one of the two.";
    OptionTwice = "A0511", "an option is chosen twice", "List it once.";
    DeprecatedQuestion = "A0512", "the question is no longer asked", "The answer is kept and does not count.";
    OpenConflict = "A0513", "two departments answered differently", "Choose one of the answers; until then the question counts as unanswered.";
    UnknownContext = "A0514", "the context is not as expected", "See the fields of a context.";

    NothingToMerge = "M0601", "there is nothing to merge", "Give at least one part.";
    PartsDiffer = "M0602", "the parts are not of one assessment", "Merge parts of the same questionnaire, version, city and profile.";
    ResolutionUnknown = "M0603", "a resolution settles no conflict", "Name a question that is in conflict.";

    NoBridge = "B0701", "that version cannot be carried over", "Use the questionnaire in the version that the answers name.";
    BridgeRefused = "B0702", "an answer cannot be carried over", "Answer the question again in this version.";

    NotAResult = "V0801", "this is not a result of this engine", "Give the JSON that scoring printed.";
    Differs = "V0802", "the result is not what these answers give", "The result or the answers were changed, or are of another version.";

    UnknownTarget = "P0901", "there is no such target", "Give a level of the root, or a score from 0 to 100.";
    BadBudget = "P0902", "this budget cannot be used", "Give person-days, 0 or more.";

    UnknownColumn = "T1001", "a column is not understood", "Name it after a question. As it is, it takes no part.";
    ColumnTwice = "T1002", "two columns say the same thing", "Keep one of the two.";
    ColumnType = "T1003", "a column has a type that cannot answer its question", "Use one of the types expected.";
    NoColumn = "T1004", "a column is missing", "Add the column, or name the one that holds it.";
    AnsweredTwice = "T1005", "a question is answered twice in one answer set", "Keep one of the two.";
    NotInForm = "T1006", "a form cannot say this", "The engine applies it when the answers come back.";
    RowLength = "T1007", "a row has more or fewer cells than there are headings", "Write as many separators in every row, and quotes around texts that hold one.";
    NoTable = "T1008", "the file cannot be read as a table", "Save it as CSV in UTF-8 or as an Excel workbook (.xlsx).";
    NoSheet = "T1009", "there is no such sheet", "Use the name of one of the sheets.";
    SheetLeftOut = "T1010", "a sheet is left out", "Name it to read it instead.";
    FormTooLarge = "T1011", "the form does not fit into a workbook", "Shorten the text, or ask a profile alone.";
    ColumnLeftOut = "T1012", "a column is left out", "Take one of the two away, or give it another name.";
}

impl Code {
    /// Whether it stops the use of the input.
    #[must_use]
    pub fn severity(self) -> Severity {
        match self {
            Self::BandGap
            | Self::Unused
            | Self::EssentialConditional
            | Self::LanguageUndeclared
            | Self::BeyondReach
            | Self::DeprecatedQuestion
            | Self::OpenConflict
            | Self::MoreProblems
            | Self::UnknownColumn
            | Self::NotInForm
            | Self::SheetLeftOut
            | Self::ColumnLeftOut => Severity::Warning,
            _ => Severity::Problem,
        }
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl serde::Serialize for Code {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Code {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Code".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({"type": "string", "pattern": "^[A-Z][0-9]{4}$"})
    }
}

#[cfg(test)]
mod tests {
    use super::Code;

    #[test]
    fn codes_are_distinct_and_in_order() {
        let codes: Vec<&str> = Code::ALL.iter().map(|code| code.as_str()).collect();
        let mut sorted = codes.clone();
        sorted.sort_by_key(|code| code[1..].to_owned());
        sorted.dedup();
        assert_eq!(codes, sorted);
    }
}
