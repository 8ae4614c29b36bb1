// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! Recommendations laid out over the three horizons.

use std::cmp::Ordering;

use crate::questionnaire::Horizon;

use super::candidate::Candidate;

/// Positions of candidates per horizon, in the order they are to be done, and those that find no
/// room.
#[derive(Debug, Clone, Default)]
pub(crate) struct Layout {
    pub(crate) horizons: [Vec<usize>; 3],
    pub(crate) later: Vec<usize>,
}

/// An order by priority in which each comes after what it requires.
pub(crate) fn feasible_order(candidates: &[Candidate], by: impl Fn(usize, usize) -> Ordering) -> Vec<usize> {
    let mut waiting: Vec<usize> = candidates.iter().map(|candidate| candidate.requires.len()).collect();
    let mut followers: Vec<Vec<usize>> = vec![Vec::new(); candidates.len()];
    for (position, candidate) in candidates.iter().enumerate() {
        for &needed in &candidate.requires {
            if let Some(list) = followers.get_mut(needed) {
                list.push(position);
            }
        }
    }
    let mut free: Vec<usize> =
        (0..candidates.len()).filter(|position| waiting.get(*position) == Some(&0)).collect();
    let mut order = Vec::with_capacity(candidates.len());
    while !free.is_empty() {
        let best = (0..free.len())
            .min_by(|a, b| match (free.get(*a), free.get(*b)) {
                (Some(a), Some(b)) => by(*a, *b),
                _ => Ordering::Equal,
            })
            .unwrap_or_default();
        let next = free.swap_remove(best);
        order.push(next);
        for &follower in followers.get(next).into_iter().flatten() {
            if let Some(left) = waiting.get_mut(follower) {
                *left -= 1;
                if *left == 0 {
                    free.push(follower);
                }
            }
        }
    }
    order
}

/// Lays candidates out in this order: each in the first horizon that is not before its own, not
/// before those it requires, and has room.
pub(crate) fn lay_out(
    candidates: &[Candidate],
    order: &[usize],
    horizon_of: impl Fn(usize) -> Horizon,
    capacity: Option<[f64; 3]>,
) -> Layout {
    let mut layout = Layout::default();
    let mut room = capacity.unwrap_or([f64::INFINITY; 3]);
    let mut placed: Vec<Option<usize>> = vec![None; candidates.len()];
    for &position in order {
        let Some(candidate) = candidates.get(position) else { continue };
        let own = match horizon_of(position) {
            Horizon::Short => 0,
            Horizon::Medium => 1,
            Horizon::Long => 2,
        };
        let after = candidate.requires.iter().filter(|needed| order.contains(needed));
        let earliest = after
            .map(|needed| placed.get(*needed).copied().flatten())
            .try_fold(own, |earliest: usize, place| place.map(|place| earliest.max(place)));
        let days = candidate.days();
        let place = earliest.and_then(|earliest| {
            (earliest..3).find(|place| room.get(*place).is_some_and(|room| *room + crate::TOLERANCE >= days))
        });
        match place {
            Some(place) => {
                if let (Some(room), Some(list)) = (room.get_mut(place), layout.horizons.get_mut(place)) {
                    *room -= days;
                    list.push(position);
                }
                if let Some(slot) = placed.get_mut(position) {
                    *slot = Some(place);
                }
            }
            None => layout.later.push(position),
        }
    }
    layout
}
