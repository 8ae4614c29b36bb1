// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! The texts of a questionnaire in one language.

use crate::id::{
    ActionId, ItemId, LensId, LevelId, LevelSetId, MemberId, OptionId, PracticeId, ProfileId, RoleId, ScaleId,
};
use crate::json::decode::record;
use crate::map::Map;

record! {
    /// Every text that a person reads, in one language. The texts are plain: no markup.
    #[derive(Default)]
    pub struct Texts {
        /// Name of the questionnaire.
        pub title: String,
        /// What it is for.
        pub description: Option<String> = default,
        /// Of nodes.
        pub nodes: Map<ItemId, TitleText> = default,
        /// Of questions.
        pub questions: Map<ItemId, QuestionText> = default,
        /// Of options of shared scales.
        pub scales: Map<ScaleId, Map<OptionId, String>> = default,
        /// Of levels.
        pub level_sets: Map<LevelSetId, Map<LevelId, TitleText>> = default,
        /// Of lenses.
        pub lenses: Map<LensId, LensText> = default,
        /// Of profiles.
        pub profiles: Map<ProfileId, TitleText> = default,
        /// Of roles.
        pub roles: Map<RoleId, String> = default,
        /// Of actions.
        pub actions: Map<ActionId, ActionText> = default,
        /// Of practices.
        pub practices: Map<PracticeId, PracticeText> = default,
    }
}

record! {
    /// A title with a description.
    pub struct TitleText {
        /// The title.
        pub title: String,
        /// A sentence or two.
        pub description: Option<String> = default,
    }
}

record! {
    /// The texts of a question.
    pub struct QuestionText {
        /// The question itself.
        pub prompt: String,
        /// What counts and what does not.
        pub help: Option<String> = default,
        /// What to show as evidence.
        pub evidence: Option<String> = default,
        /// When the question does not apply.
        pub not_applicable: Option<String> = default,
        /// Of its options; those left out are taken from the scale.
        pub options: Map<OptionId, String> = default,
    }
}

record! {
    /// The texts of a lens.
    pub struct LensText {
        /// The title.
        pub title: String,
        /// Of its members.
        pub members: Map<MemberId, String> = default,
    }
}

record! {
    /// The texts of an action.
    pub struct ActionText {
        /// What to do, in a few words.
        pub title: String,
        /// What to do, in a sentence or two.
        pub what: Option<String> = default,
        /// Why.
        pub why: Option<String> = default,
        /// What to do first.
        pub first_step: Option<String> = default,
    }
}

record! {
    /// The texts of a practice.
    pub struct PracticeText {
        /// A few words.
        pub title: String,
        /// A sentence or two.
        pub summary: String,
    }
}
