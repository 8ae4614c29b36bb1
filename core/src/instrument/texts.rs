// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! Every declared language has every text, and no text is for something that does not exist.

use super::tree::Tree;
use crate::id::Language;
use crate::map::Map;
use crate::problem::{Code, Problem};
use crate::questionnaire::{AnswerKind, Choosable, Definition, Question, Texts};

pub(crate) fn check(definition: &Definition, tree: &Tree<'_>, problems: &mut Vec<Problem>) {
    for (index, language) in definition.languages.iter().enumerate() {
        if let Some(texts) = definition.text.get(language) {
            Checker { definition, tree, language, problems }.texts(texts);
        } else {
            let path = format!("/languages/{index}");
            let known = definition.text.keys().map(Language::as_str);
            problems.push(Problem::new(Code::TextMissing, path).unknown(
                language.as_str(),
                "texts in it",
                known,
            ));
        }
    }
    for language in definition.text.keys().filter(|language| !definition.languages.contains(language)) {
        let problem = Problem::new(Code::LanguageUndeclared, format!("/text/{language}"));
        problems.push(problem.finding(format!("`{language}`")).expecting("a language of `languages`"));
    }
}

type Ids<'a> = Vec<&'a str>;

/// The keys of texts.
fn keys<K: AsRef<str> + Ord, V>(texts: &Map<K, V>) -> Ids<'_> {
    texts.keys().map(AsRef::as_ref).collect()
}

struct Checker<'a> {
    definition: &'a Definition,
    tree: &'a Tree<'a>,
    language: &'a Language,
    problems: &'a mut Vec<Problem>,
}

impl Checker<'_> {
    /// Compares what is needed with what is there.
    fn same<'i>(&mut self, place: &str, needed: Ids<'i>, mut allowed: Ids<'i>, given: Ids<'i>) {
        allowed.extend(&needed);
        let [needed, allowed, given] = [needed, allowed, given].map(|mut ids| {
            ids.sort_unstable();
            ids.dedup();
            ids
        });
        for id in needed.iter().filter(|id| given.binary_search(id).is_err()) {
            let problem = Problem::new(Code::TextMissing, format!("/text/{}/{place}", self.language));
            self.problems.push(problem.finding("nothing").expecting(format!("a text for `{id}`")));
        }
        for id in given.iter().filter(|id| allowed.binary_search(id).is_err()) {
            let problem = Problem::new(Code::TextForNothing, format!("/text/{}/{place}/{id}", self.language));
            self.problems.push(problem.unknown(id, "an id of the questionnaire", allowed.iter().copied()));
        }
    }

    fn exactly(&mut self, place: &str, needed: Ids<'_>, given: Ids<'_>) {
        self.same(place, needed, Vec::new(), given);
    }

    fn texts(&mut self, texts: &Texts) {
        let (definition, tree) = (self.definition, self.tree);
        self.exactly(
            "nodes",
            tree.nodes.iter().map(|(_, site)| site.node.id.as_str()).collect(),
            keys(&texts.nodes),
        );
        self.same(
            "questions",
            tree.questions.iter().map(|(_, site)| site.question.id.as_str()).collect(),
            keys(&tree.deprecated),
            keys(&texts.questions),
        );
        for (id, of_scale) in &texts.scales {
            let Some(scale) = definition.scales.get(id) else { continue };
            let options = scale.options.iter().map(|option| option.id.as_str()).collect();
            self.same(&format!("scales/{id}"), Vec::new(), options, keys(of_scale));
        }
        self.same("scales", Vec::new(), keys(&definition.scales), keys(&texts.scales));
        for (_, site) in tree.questions.iter() {
            self.options(site.question, texts);
        }
        self.exactly("level_sets", keys(&definition.level_sets), keys(&texts.level_sets));
        for (id, set) in &definition.level_sets {
            if let Some(given) = texts.level_sets.get(id) {
                let levels = set.levels.iter().map(|level| level.id.as_str()).collect();
                self.exactly(&format!("level_sets/{id}"), levels, keys(given));
            }
        }
        self.exactly(
            "lenses",
            definition.lenses.iter().map(|lens| lens.id.as_str()).collect(),
            keys(&texts.lenses),
        );
        for lens in &definition.lenses {
            if let Some(given) = texts.lenses.get(&lens.id) {
                let members = lens.members.iter().map(|member| member.id.as_str()).collect();
                self.exactly(&format!("lenses/{}/members", lens.id), members, keys(&given.members));
            }
        }
        self.exactly(
            "profiles",
            definition.profiles.iter().map(|profile| profile.id.as_str()).collect(),
            keys(&texts.profiles),
        );
        self.exactly("roles", definition.roles.iter().map(AsRef::as_ref).collect(), keys(&texts.roles));
        self.exactly(
            "actions",
            definition.actions.iter().map(|action| action.id.as_str()).collect(),
            keys(&texts.actions),
        );
        self.exactly(
            "practices",
            definition.practices.iter().map(|practice| practice.id.as_str()).collect(),
            keys(&texts.practices),
        );
    }

    fn options(&mut self, question: &Question, texts: &Texts) {
        let none = Map::new();
        let given = texts.questions.get(&question.id).map_or(&none, |text| &text.options);
        let place = format!("questions/{}/options", question.id);
        let own = |options: &[Choosable]| options.iter().map(|option| option.id.clone()).collect::<Vec<_>>();
        let (scale, options) = match &question.answer {
            AnswerKind::Choice(choice) => (choice.scale.as_ref(), own(&choice.options)),
            AnswerKind::Several(several) => (several.scale.as_ref(), own(&several.options)),
            AnswerKind::YesNo(_) => {
                self.same(&place, Vec::new(), vec!["yes", "partly", "no"], keys(given));
                return;
            }
            _ => (None, Vec::new()),
        };
        let of_scale = scale.and_then(|id| self.definition.scales.get(id).map(|scale| (id, scale)));
        let options = of_scale.map_or(options, |(_, scale)| own(&scale.options));
        let covered = of_scale.and_then(|(id, _)| texts.scales.get(id));
        let needed = options
            .iter()
            .filter(|id| !covered.is_some_and(|texts| texts.contains_key(*id)))
            .map(AsRef::as_ref)
            .collect();
        self.same(&place, needed, options.iter().map(AsRef::as_ref).collect(), keys(given));
    }
}
