// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! The walk that gives every node and question its position, finds ids used twice, and hands
//! policies and level sets down the tree.

use super::program::Item;
use super::table::{N, Q, Table};
use crate::id::{ItemId, LevelSetId};
use crate::limits::Limits;
use crate::map::{Map, order};
use crate::problem::{Code, Problem};
use crate::questionnaire::{
    Child, Definition, DontKnowPolicy, Node, NotApplicablePolicy, Policies, Question, UnansweredPolicy,
};

/// Where a question stands, and what it inherits.
#[derive(Debug)]
pub(crate) struct QuestionSite<'a> {
    pub(crate) question: &'a Question,
    pub(crate) rank: usize,
    pub(crate) path: String,
    pub(crate) parent: N,
    pub(crate) policies: Inherited,
}

/// Where a node stands, and what it inherits.
#[derive(Debug)]
pub(crate) struct NodeSite<'a> {
    pub(crate) node: &'a Node,
    pub(crate) rank: usize,
    pub(crate) path: String,
    pub(crate) parent: Option<N>,
    pub(crate) policies: Inherited,
    pub(crate) levels: Option<&'a LevelSetId>,
    pub(crate) children: Vec<Item>,
}

/// The policies in force at a place.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Inherited {
    pub(crate) not_applicable: NotApplicablePolicy,
    pub(crate) dont_know: DontKnowPolicy,
    pub(crate) unanswered: UnansweredPolicy,
}

impl Inherited {
    fn overridden_by(self, policies: Policies) -> Self {
        Self {
            not_applicable: policies.not_applicable.unwrap_or(self.not_applicable),
            dont_know: policies.dont_know.unwrap_or(self.dont_know),
            unanswered: policies.unanswered.unwrap_or(self.unanswered),
        }
    }
}

/// The tree with positions. Deprecated questions take no part, but their ids stay taken.
#[derive(Debug)]
pub(crate) struct Tree<'a> {
    pub(crate) questions: Table<Q, QuestionSite<'a>>,
    pub(crate) nodes: Table<N, NodeSite<'a>>,
    pub(crate) items: Map<ItemId, Item>,
    pub(crate) deprecated: Map<ItemId, &'a Question>,
    /// Every id in the order of the document, with what has it and where that stands.
    claims: Vec<(&'a ItemId, Option<Item>, String)>,
}

impl<'a> Tree<'a> {
    pub(crate) fn walk(definition: &'a Definition, limits: &Limits, problems: &mut Vec<Problem>) -> Self {
        let mut tree = Self {
            questions: Table::new(),
            nodes: Table::new(),
            items: Map::new(),
            deprecated: Map::new(),
            claims: Vec::new(),
        };
        let policies = Inherited::default().overridden_by(definition.policies);
        tree.node(&definition.root, "/root", None, policies, None);
        let mut deprecated = Vec::new();
        definition.root.each_question(&mut |question| {
            if is_deprecated(question) {
                deprecated.push((question.id.clone(), question));
            }
        });
        tree.deprecated = Map::of(deprecated);
        tree.settle(problems);
        if tree.claims.len() > limits.items {
            let found = format!("{} nodes and questions", tree.claims.len());
            let expected = format!("at most {}", limits.items);
            problems.push(Problem::new(Code::TooManyItems, "/root").finding(found).expecting(expected));
        }
        tree
    }

    fn node(
        &mut self,
        node: &'a Node,
        path: &str,
        parent: Option<N>,
        inherited: Inherited,
        levels: Option<&'a LevelSetId>,
    ) -> N {
        let policies = inherited.overridden_by(node.policies);
        let levels = node.levels.as_ref().or(levels);
        let site = NodeSite {
            node,
            rank: self.claims.len(),
            path: path.to_owned(),
            parent,
            policies,
            levels,
            children: Vec::new(),
        };
        let position = self.nodes.push(site);
        self.claims.push((&node.id, Some(Item::Node(position)), path.to_owned()));
        let mut children = Vec::with_capacity(node.children.len());
        for (index, child) in node.children.iter().enumerate() {
            let path = format!("{path}/children/{index}");
            match child {
                Child::Node(child) => {
                    let child = self.node(child, &path, Some(position), policies, levels);
                    children.push(Item::Node(child));
                }
                Child::Question(question) => {
                    children.extend(self.question(question, &path, position, policies));
                }
            }
        }
        self.nodes[position].children = children;
        position
    }

    fn question(
        &mut self,
        question: &'a Question,
        path: &str,
        parent: N,
        policies: Inherited,
    ) -> Option<Item> {
        if is_deprecated(question) {
            self.claims.push((&question.id, None, path.to_owned()));
            return None;
        }
        let site =
            QuestionSite { question, rank: self.claims.len(), path: path.to_owned(), parent, policies };
        let item = Item::Question(self.questions.push(site));
        self.claims.push((&question.id, Some(item), path.to_owned()));
        Some(item)
    }

    /// Gives every id to the first that has it.
    fn settle(&mut self, problems: &mut Vec<Problem>) {
        let by_id = order(self.claims.len(), &|a, b| self.claims[a].0.cmp(self.claims[b].0));
        let mut items = Vec::with_capacity(by_id.len());
        let mut again = Vec::new();
        for same in by_id.chunk_by(|a, b| self.claims[*a].0 == self.claims[*b].0) {
            let Some((first, others)) = same.split_first() else { continue };
            let (id, item, _) = &self.claims[*first];
            items.extend(item.map(|item| ((*id).clone(), item)));
            again.extend(others.iter().map(|other| (*other, *first)));
        }
        self.items = Map::of(items);
        again.sort_unstable();
        for (claim, first) in again {
            let (id, _, path) = &self.claims[claim];
            let expected = format!("an id other than that of {}", self.claims[first].2);
            let problem = Problem::new(Code::DuplicateId, format!("{path}/id"));
            problems.push(problem.finding(format!("`{id}`")).expecting(expected));
        }
    }

    /// Where an item stands in the document.
    pub(crate) fn path(&self, item: Item) -> &str {
        match item {
            Item::Question(question) => &self.questions[question].path,
            Item::Node(node) => &self.nodes[node].path,
        }
    }

    /// A key that sorts items in the order of the document.
    pub(crate) fn rank(&self, item: Item) -> usize {
        match item {
            Item::Question(question) => self.questions[question].rank,
            Item::Node(node) => self.nodes[node].rank,
        }
    }

    pub(crate) fn id(&self, item: Item) -> &'a ItemId {
        match item {
            Item::Question(question) => &self.questions[question].question.id,
            Item::Node(node) => &self.nodes[node].node.id,
        }
    }

    /// The questions below a node, in order, at any depth.
    pub(crate) fn leaves(&self, node: N) -> Vec<Q> {
        let mut found = Vec::new();
        self.visit(node, &mut |item| {
            if let Item::Question(question) = item {
                found.push(question);
            }
            true
        });
        found
    }

    /// Visits what is below a node, in order; goes into a node where `enter` says so.
    pub(crate) fn visit(&self, node: N, enter: &mut impl FnMut(Item) -> bool) {
        for &child in &self.nodes[node].children {
            if enter(child)
                && let Item::Node(below) = child
            {
                self.visit(below, enter);
            }
        }
    }
}

fn is_deprecated(question: &Question) -> bool {
    question.status.as_ref().is_some_and(|status| status.deprecated.is_some())
}
