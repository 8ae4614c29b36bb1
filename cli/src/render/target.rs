// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! The part of a plan that answers a target or a budget.

use digirights::{TargetDocument, TargetResult};

use super::numbers::{long, number};
use super::page::{GOOD, OPEN, Page, QUIET};
use super::plan::{Sheet, plural};

impl Sheet<'_> {
    /// What was asked for, whether it can be reached, and what is proved of it.
    pub fn target(&self, page: &mut Page, target: &TargetResult) {
        let after = self.standing(
            target.score_after,
            target.low_after.zip(target.high_after),
            target.level_after.as_ref(),
            page,
        );
        let days = number(target.effort);
        let actions = plural(target.actions.len(), "action");
        let (heading, says) = match &target.target {
            TargetDocument::Budget(budget) => {
                let says = format!("{actions}, {days} person-days together: then {after}.");
                (format!("What {} person-days can do", number(*budget)), says)
            }
            goal => {
                let goal = match goal {
                    TargetDocument::Level(level) => self.words.level(self.root, level.as_str()).to_owned(),
                    TargetDocument::Score(score) | TargetDocument::Budget(score) => long(*score, self.unit),
                };
                let says = if target.reached && target.actions.is_empty() {
                    "It is reached already.".to_owned()
                } else if target.reached {
                    format!("{actions}, {days} person-days together: then {after}.")
                } else {
                    format!(
                        "All that is recommended does not reach it: {actions}, {days} person-days together, then {after}."
                    )
                };
                // A goal that is out of reach is proved to be so, or nothing is known of it.
                let heading = if target.reached && !target.proved { "A way" } else { "The least effort" };
                (format!("{heading} to reach {goal}"), says)
            }
        };
        page.heading(&heading);
        page.paragraph("  ", &says, if target.reached { GOOD } else { OPEN });
        let proof = self.proof(target);
        if !proof.is_empty() {
            page.paragraph("  ", &proof, QUIET);
        }
        if !target.reached && self.incomplete && !matches!(target.target, TargetDocument::Budget(_)) {
            let says =
                "Not all questions are answered, and actions are recommended for answers that were given.";
            page.paragraph("  ", says, QUIET);
        }
        if let Some(fits) = target.within_budget {
            let says = if fits { "It fits into the budget." } else { "It does not fit into the budget." };
            page.paragraph("  ", says, if fits { GOOD } else { OPEN });
        }
    }

    fn proof(&self, target: &TargetResult) -> String {
        let is_budget = matches!(target.target, TargetDocument::Budget(_));
        match (target.proved, target.reached, target.bound, target.gap) {
            (true, true, ..) if target.actions.is_empty() => String::new(),
            (true, true, ..) if is_budget => {
                "It is proved that no other choice within the budget does more.".to_owned()
            }
            (true, true, ..) => "It is proved that no other choice takes less.".to_owned(),
            (true, false, ..) if is_budget => String::new(),
            (true, false, ..) => {
                "It is proved that no choice of the recommended actions reaches it.".to_owned()
            }
            (false, _, Some(bound), Some(gap)) if is_budget => format!(
                "No choice within the budget gets above {}; this one is at most {} below the best.",
                long(bound, self.unit),
                number(self.unit.scale(gap))
            ),
            (false, true, Some(bound), Some(gap)) if bound > digirights::TOLERANCE => format!(
                "No choice takes less than {} person-days; this one takes at most {} more than the best.",
                number(bound),
                number(gap)
            ),
            (false, false, ..) => "That it cannot be reached by them is not proved.".to_owned(),
            _ => "Whether another choice does better is not proved.".to_owned(),
        }
    }
}
