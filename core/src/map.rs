// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! Maps and sets that are sorted lists.

use std::borrow::Borrow;
use std::cmp::Ordering;
use std::fmt;
use std::ops::Index;

use serde::{Serialize, Serializer};

/// A map whose keys are in order: a sorted list, made for what is read once and then looked up. The
/// code for it is a tenth of that of a tree, which counts where the engine is sent to browsers.
///
/// Collecting takes the time of sorting; a single [`Map::insert`] that does not come last moves what
/// comes after it. Of equal keys the last one stays.
///
/// ```
/// use digirights::Map;
///
/// let mut map: Map<String, u32> = [("b".to_owned(), 2), ("a".to_owned(), 1)].into_iter().collect();
/// map.insert("c".to_owned(), 3);
/// assert_eq!(map.get("b"), Some(&2));
/// assert_eq!(map.keys().collect::<Vec<_>>(), ["a", "b", "c"]);
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct Map<K, V> {
    entries: Vec<(K, V)>,
}

impl<K: Ord, V> Map<K, V> {
    /// Nothing yet.
    #[must_use]
    pub const fn new() -> Self {
        Self { entries: Vec::new() }
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    fn find<B: Ord + ?Sized>(&self, key: &B) -> Result<usize, usize>
    where
        K: Borrow<B>,
    {
        self.entries.binary_search_by(|(other, _)| other.borrow().cmp(key))
    }

    /// What stands under a key.
    #[must_use]
    pub fn get<B: Ord + ?Sized>(&self, key: &B) -> Option<&V>
    where
        K: Borrow<B>,
    {
        self.get_key_value(key).map(|(_, value)| value)
    }

    /// The key that is equal to one, and what stands under it.
    #[must_use]
    pub fn get_key_value<B: Ord + ?Sized>(&self, key: &B) -> Option<(&K, &V)>
    where
        K: Borrow<B>,
    {
        let position = self.find(key).ok()?;
        self.entries.get(position).map(|(key, value)| (key, value))
    }

    /// What stands under a key, to be changed.
    #[must_use]
    pub fn get_mut<B: Ord + ?Sized>(&mut self, key: &B) -> Option<&mut V>
    where
        K: Borrow<B>,
    {
        let position = self.find(key).ok()?;
        self.entries.get_mut(position).map(|(_, value)| value)
    }

    /// Whether something stands under a key.
    #[must_use]
    pub fn contains_key<B: Ord + ?Sized>(&self, key: &B) -> bool
    where
        K: Borrow<B>,
    {
        self.find(key).is_ok()
    }

    /// Puts a value under a key, and gives back what stood there.
    pub fn insert(&mut self, key: K, value: V) -> Option<V> {
        if self.entries.last().is_none_or(|(last, _)| *last < key) {
            self.entries.push((key, value));
            return None;
        }
        match self.find(&key) {
            Ok(position) => self.entries.get_mut(position).map(|(_, old)| std::mem::replace(old, value)),
            Err(position) => {
                self.entries.insert(position, (key, value));
                None
            }
        }
    }

    /// Takes away what stands under a key.
    pub fn remove<B: Ord + ?Sized>(&mut self, key: &B) -> Option<V>
    where
        K: Borrow<B>,
    {
        let position = self.find(key).ok()?;
        Some(self.entries.remove(position).1)
    }

    /// What stands under a key, put there if need be.
    pub fn get_or_default(&mut self, key: K) -> &mut V
    where
        V: Default,
    {
        let position = self.find(&key).unwrap_or_else(|position| {
            self.entries.insert(position, (key, V::default()));
            position
        });
        #[expect(clippy::indexing_slicing, reason = "it was found there or put there")]
        &mut self.entries[position].1
    }

    /// Keeps those for which `keep` says so.
    pub fn retain(&mut self, mut keep: impl FnMut(&K, &mut V) -> bool) {
        self.entries.retain_mut(|(key, value)| keep(key, value));
    }

    /// One after the other, by key.
    #[must_use]
    pub fn iter(&self) -> MapIter<'_, K, V> {
        MapIter(self.entries.iter())
    }

    /// The keys, in order.
    #[must_use]
    pub fn keys(&self) -> impl ExactSizeIterator<Item = &K> + Clone {
        self.entries.iter().map(|(key, _)| key)
    }

    /// The values, by key.
    #[must_use]
    pub fn values(&self) -> impl ExactSizeIterator<Item = &V> + Clone {
        self.entries.iter().map(|(_, value)| value)
    }

    /// The values, by key, to be changed.
    pub fn values_mut(&mut self) -> impl ExactSizeIterator<Item = &mut V> {
        self.entries.iter_mut().map(|(_, value)| value)
    }

    /// From entries in any order.
    pub(crate) fn of(mut entries: Vec<(K, V)>) -> Self {
        let (swaps, length) = arrange(entries.len(), &|a, b| match (entries.get(a), entries.get(b)) {
            (Some((a, _)), Some((b, _))) => a.cmp(b),
            _ => Ordering::Equal,
        });
        for (a, b) in swaps {
            entries.swap(a, b);
        }
        entries.truncate(length);
        Self { entries }
    }
}

/// The swaps that put a list in order, and how long it then is without all but the last of equal
/// entries, which come to stand at its end. One function for all maps, since it knows entries by their
/// positions alone.
#[expect(clippy::indexing_slicing, reason = "all lists are of the same length and hold positions in it")]
fn arrange(length: usize, compare: &dyn Fn(usize, usize) -> Ordering) -> (Vec<(usize, usize)>, usize) {
    if (1..length).all(|position| compare(position - 1, position).is_lt()) {
        return (Vec::new(), length);
    }
    let order = order(length, compare);
    let is_last =
        |at: usize| order.get(at).zip(order.get(at + 1)).is_none_or(|(a, b)| compare(*a, *b).is_ne());
    let (kept, dropped): (Vec<usize>, Vec<usize>) = (0..length).partition(|at| is_last(*at));
    // Where each entry is, and what stands at each place, while entries are swapped.
    let mut place: Vec<usize> = (0..length).collect();
    let mut entry = place.clone();
    let mut swaps = Vec::new();
    for (to, at) in kept.iter().chain(&dropped).enumerate() {
        let wanted = order[*at];
        let from = place[wanted];
        if from != to {
            let other = entry[to];
            swaps.push((from, to));
            entry[from] = other;
            place[other] = from;
        }
    }
    (swaps, kept.len())
}

/// The positions of a list in the order that `compare` says, equal ones as they stand. One function for
/// all lists: sorting is made anew for every type, and that is large.
pub(crate) fn order(length: usize, compare: &dyn Fn(usize, usize) -> Ordering) -> Vec<usize> {
    let mut order: Vec<usize> = (0..length).collect();
    order.sort_by(|a, b| compare(*a, *b));
    order
}

/// The positions of the keys that stand in the list before, too, in order.
pub(crate) fn repeated<K: Ord>(keys: &[K]) -> Vec<usize> {
    let compare = |a, b| keys.get(a).cmp(&keys.get(b));
    let order = order(keys.len(), &compare);
    let pairs = order.iter().zip(order.iter().skip(1));
    let mut again: Vec<usize> =
        pairs.filter(|(a, b)| compare(**a, **b).is_eq()).map(|(_, again)| *again).collect();
    again.sort_unstable();
    again
}

impl<K, V> Default for Map<K, V> {
    fn default() -> Self {
        Self { entries: Vec::new() }
    }
}

impl<K: fmt::Debug, V: fmt::Debug> fmt::Debug for Map<K, V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map().entries(self.entries.iter().map(|(key, value)| (key, value))).finish()
    }
}

impl<K: Serialize, V: Serialize> Serialize for Map<K, V> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.entries.iter().map(|(key, value)| (key, value)))
    }
}

impl<K: Borrow<B> + Ord, B: Ord + ?Sized, V> Index<&B> for Map<K, V> {
    type Output = V;

    /// # Panics
    /// Where nothing stands under the key, as the maps of `std` do.
    #[expect(clippy::expect_used, reason = "only callers that know the key index by it; the engine does not")]
    fn index(&self, key: &B) -> &V {
        self.get(key).expect("something stands under the key")
    }
}

impl<K: Ord, V> FromIterator<(K, V)> for Map<K, V> {
    fn from_iter<I: IntoIterator<Item = (K, V)>>(entries: I) -> Self {
        Self::of(entries.into_iter().collect())
    }
}

impl<K: Ord, V, const N: usize> From<[(K, V); N]> for Map<K, V> {
    fn from(entries: [(K, V); N]) -> Self {
        Self::of(entries.into())
    }
}

impl<K: Ord, V> Extend<(K, V)> for Map<K, V> {
    fn extend<I: IntoIterator<Item = (K, V)>>(&mut self, entries: I) {
        let mut all = std::mem::take(&mut self.entries);
        all.extend(entries);
        *self = Self::of(all);
    }
}

impl<K, V> IntoIterator for Map<K, V> {
    type Item = (K, V);
    type IntoIter = std::vec::IntoIter<(K, V)>;

    fn into_iter(self) -> Self::IntoIter {
        self.entries.into_iter()
    }
}

impl<'a, K, V> IntoIterator for &'a Map<K, V> {
    type Item = (&'a K, &'a V);
    type IntoIter = MapIter<'a, K, V>;

    fn into_iter(self) -> Self::IntoIter {
        MapIter(self.entries.iter())
    }
}

/// One entry of a [`Map`] after the other, by key.
#[derive(Debug)]
pub struct MapIter<'a, K, V>(std::slice::Iter<'a, (K, V)>);

impl<K, V> Clone for MapIter<'_, K, V> {
    fn clone(&self) -> Self {
        Self(self.0.clone())
    }
}

impl<'a, K, V> Iterator for MapIter<'a, K, V> {
    type Item = (&'a K, &'a V);

    fn next(&mut self) -> Option<Self::Item> {
        self.0.next().map(|(key, value)| (key, value))
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.0.size_hint()
    }
}

impl<K, V> DoubleEndedIterator for MapIter<'_, K, V> {
    fn next_back(&mut self) -> Option<Self::Item> {
        self.0.next_back().map(|(key, value)| (key, value))
    }
}

impl<K, V> ExactSizeIterator for MapIter<'_, K, V> {}

#[cfg(feature = "schema")]
impl<K, V> schemars::JsonSchema for Map<K, V>
where
    std::collections::BTreeMap<K, V>: schemars::JsonSchema,
{
    fn inline_schema() -> bool {
        std::collections::BTreeMap::<K, V>::inline_schema()
    }

    fn schema_name() -> std::borrow::Cow<'static, str> {
        std::collections::BTreeMap::<K, V>::schema_name()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        std::collections::BTreeMap::<K, V>::json_schema(generator)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;

    use super::Map;

    proptest! {
        #[test]
        fn does_what_a_tree_does(
            entries in prop::collection::vec((0_u8..20, any::<u8>()), 0..40),
            more in prop::collection::vec((0_u8..20, any::<u8>()), 0..10),
            gone in 0_u8..20,
        ) {
            let mut tree: BTreeMap<u8, u8> = entries.iter().copied().collect();
            let mut map: Map<u8, u8> = entries.into_iter().collect();
            for (key, value) in more {
                prop_assert_eq!(map.insert(key, value), tree.insert(key, value));
                *map.get_or_default(value % 20) ^= key;
                *tree.entry(value % 20).or_default() ^= key;
            }
            prop_assert_eq!(map.remove(&gone), tree.remove(&gone));
            prop_assert_eq!(map.get(&gone), None);
            prop_assert!(map.iter().eq(tree.iter()));
            prop_assert!(map.iter().rev().eq(tree.iter().rev()));
        }
    }
}
