// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! What counts as the lowest score in a questionnaire, so that no report says otherwise.

use digirights::questionnaire::{
    Definition, DontKnowPolicy, NotApplicablePolicy, Policies, UnansweredPolicy,
};

/// Which states count as the lowest score, in any part of a questionnaire.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct CountsZero {
    pub(crate) not_applicable: bool,
    pub(crate) dont_know: bool,
    pub(crate) unanswered: bool,
}

impl CountsZero {
    pub(crate) fn in_any_part(definition: &Definition) -> Self {
        let mut found = Self::default();
        let mut as_unanswered = false;
        let mut add = |policies: &Policies| {
            let is_zero = |policy| matches!(policy, UnansweredPolicy::Zero | UnansweredPolicy::ZeroUnlessAll);
            found.not_applicable |= policies.not_applicable == Some(NotApplicablePolicy::Zero);
            found.dont_know |= policies.dont_know == Some(DontKnowPolicy::Zero);
            found.unanswered |= policies.unanswered.is_some_and(is_zero);
            as_unanswered |= policies.dont_know == Some(DontKnowPolicy::AsUnanswered);
        };
        add(&definition.policies);
        definition.root.each_node(&mut |node| add(&node.policies));
        found.dont_know |= as_unanswered && found.unanswered;
        found
    }
}
