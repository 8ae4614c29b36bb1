// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! Level sets, lenses, profiles and highlights, as an author writes them.

use super::condition::Condition;
use super::question::Edge;
use crate::id::{ItemId, Kind, LensId, LevelId, MemberId, ProfileId};
use crate::json::decode::{names, record};
use crate::map::Map;
use crate::number::{Number, Share, Weight};

record! {
    /// A ladder of levels, lowest first.
    pub struct LevelSet {
        /// What the cut points are held against.
        pub measure: LevelMeasure = default,
        /// Whether a score on a cut point reaches the level.
        pub edge: Edge = default,
        /// The levels.
        pub levels: Vec<Level>,
    }
}

names! {
    /// What cut points are held against.
    #[derive(Default)]
    pub enum LevelMeasure {
        /// Score ÷ maximum.
        #[default]
        Share = "share",
        /// The score, in the node's units.
        Score = "score",
    }
}

record! {
    /// A level: reached if the one below is, its cut point is, and its gates hold.
    pub struct Level {
        /// Its id.
        pub id: LevelId,
        /// Its cut point.
        pub from: Option<Number> = default,
        /// Its gates.
        pub requires: Vec<Condition> = default,
    }
}

record! {
    /// A view across the tree.
    pub struct Lens {
        /// Its id.
        pub id: LensId,
        /// Its members.
        pub members: Vec<Member>,
    }
}

record! {
    /// One member of a lens: by weights, or, without any, by the tags of questions.
    pub struct Member {
        /// Its id.
        pub id: MemberId,
        /// Weights of nodes and questions.
        pub weights: Option<Map<ItemId, Weight>> = default,
    }
}

record! {
    /// A named part of the questionnaire that can be scored alone.
    pub struct Profile {
        /// Its id.
        pub id: ProfileId,
    }
}

record! {
    /// When a node is a strength or a weakness.
    #[derive(Default)]
    pub struct Highlights {
        /// Nodes of this kind; without it, nodes that have questions as children.
        pub kind: Option<Kind> = default,
        /// A strength if the share of its low is this or more. 0.7 if left out.
        pub strength_from: Option<Share> = default,
        /// A weakness if the share of its point is below this. 0.4 if left out.
        pub weakness_below: Option<Share> = default,
    }
}
