// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! The questionnaire as its author wrote it. `FORMAT.md` beside the questionnaires says what every
//! field means.

mod action;
mod adjustment;
mod condition;
mod files;
mod level;
mod node;
mod question;
mod text;

use std::sync::Arc;

pub(crate) use action::is_country;
pub use action::{Action, Bridge, Effort, Horizon, Move, Practice, PracticeState};
pub use adjustment::{Adjustment, Round};
pub use condition::{AtLeastOf, Condition, ContextField, Every, Interval, Scalar, TestedState};
pub use level::{Highlights, Lens, Level, LevelMeasure, LevelSet, Member, Profile};
pub use node::{Child, DontKnowPolicy, Node, NotApplicablePolicy, Policies, Rule, UnansweredPolicy};
pub use question::{
    AnswerKind, Band, Choice, Choosable, Combine, CountsAs, Curve, DateAnswer, DateBand, Edge, Goalposts,
    Knot, Knots, Measure, NotApplicable, Order, Question, Scale, Several, Status, TextAnswer, YesNo,
    YesNoPoints,
};
pub use text::{ActionText, LensText, PracticeText, QuestionText, Texts, TitleText};

use crate::id::{Language, LevelSetId, QuestionnaireId, RoleId, ScaleId};
use crate::json::decode::record;
use crate::json::digest::LazyDigest;
use crate::map::Map;
use crate::version::{FormatVersion, Version};

record! {
    /// What an author writes: structure, actions, practices and texts.
    pub struct Definition {
        /// Version of the file format.
        pub format: FormatVersion,
        /// Its id.
        pub id: QuestionnaireId,
        /// Its version.
        pub version: Version,
        /// Languages that must be complete; the first is the source.
        pub languages: Vec<Language> = default,
        /// SPDX id of the licence of its content.
        pub licence: Option<String> = default,
        /// Roles that can own questions and actions.
        pub roles: Vec<RoleId> = default,
        /// Policies for the whole.
        pub policies: Policies = default,
        /// Shared lists of options.
        pub scales: Map<ScaleId, Scale> = default,
        /// Ladders of levels.
        pub level_sets: Map<LevelSetId, LevelSet> = default,
        /// The top node.
        pub root: Node,
        /// Views across the tree.
        pub lenses: Vec<Lens> = default,
        /// Parts that can be scored alone.
        pub profiles: Vec<Profile> = default,
        /// When a node is a strength or a weakness.
        pub highlights: Highlights = default,
        /// From earlier versions.
        pub bridges: Vec<Bridge> = default,
        /// What a city can do.
        pub actions: Vec<Action> = default,
        /// What cities really did.
        pub practices: Vec<Practice> = default,
        /// Texts by language.
        pub text: Map<Language, Texts> = default,
    }
}

/// A questionnaire that was read and is well formed, but not yet checked.
/// [`Questionnaire::check`] makes it an [`Instrument`](crate::Instrument), the only thing that can
/// score.
#[derive(Debug, Clone)]
pub struct Questionnaire {
    pub(crate) definition: Arc<Definition>,
    pub(crate) digest: Arc<LazyDigest>,
    pub(crate) layout: files::Layout,
}

impl Questionnaire {
    /// What the author wrote.
    #[must_use]
    pub fn definition(&self) -> &Definition {
        &self.definition
    }

    /// `sha256:` and the SHA-256, in hexadecimal, of the canonical JSON (RFC 8785) of the bundled
    /// questionnaire without its `text` and `practices`: of everything that can change a result, and
    /// nothing that cannot.
    #[must_use]
    pub fn digest(&self) -> &str {
        self.digest.get()
    }
}
