// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! Random answers' kinds, each with at least two different scores.

use serde_json::{Value, json};

use super::tree::Builder;

const VALUES: [f64; 8] = [0.0, 0.5, 0.25, 0.1, 0.3, 0.7, 0.75, 0.9];
const POINTS: [f64; 7] = [0.0, 1.0, 2.0, 3.0, 5.0, 0.5, 10.0];
const CURVES: [&str; 4] = ["linear", "piecewise", "logarithmic", "log_normal"];

/// The scale that questions share.
pub(super) fn scales() -> Value {
    json!({"steps": {"options": [
        {"id": "a", "value": 0}, {"id": "b", "value": 0.4}, {"id": "c", "value": 0.8}, {"id": "d", "value": 1},
    ]}})
}

/// How the worth of answers is stated, throughout one question.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Unit {
    Values,
    Points { below_zero: bool },
}

impl Builder<'_> {
    /// What can be answered; `below_zero` where points may be.
    pub(super) fn answer(&mut self, below_zero: bool, scored: bool) -> Value {
        if !scored {
            return self.tape.of(&[
                json!({"kind": "text"}),
                json!({"kind": "number"}),
                json!({"kind": "date"}),
            ]);
        }
        let points = self.wishes.points && self.tape.chance(25);
        let unit = if points { Unit::Points { below_zero } } else { Unit::Values };
        match self.tape.of(self.wishes.kinds) {
            "yes_no" => self.yes_no(unit),
            "several" => self.several(unit),
            "number" => self.number(unit),
            "share" => self.share(unit),
            "date" => self.date(unit),
            _ => self.choice(unit),
        }
    }

    fn worth(&mut self, unit: Unit) -> (&'static str, f64) {
        match unit {
            Unit::Values => ("value", self.tape.of(&VALUES)),
            Unit::Points { below_zero } => {
                let points = self.tape.of(&POINTS);
                ("points", if below_zero && self.tape.chance(30) { -points } else { points })
            }
        }
    }

    /// Worths of which the last is above all others, and perhaps one that counts as a state.
    fn worths(&mut self, unit: Unit, count: usize) -> Vec<Value> {
        let mut list: Vec<Value> = (1..count)
            .map(|_| {
                let (key, worth) = self.worth(unit);
                json!({key: worth})
            })
            .collect();
        list.push(if unit == Unit::Values { json!({"value": 1}) } else { json!({"points": 12}) });
        if self.wishes.counts_as && self.tape.chance(12) {
            list.insert(1, json!({"counts_as": self.tape.of(&["not_applicable", "dont_know"])}));
        }
        list
    }

    fn choice(&mut self, unit: Unit) -> Value {
        let order = self.tape.of(&["ordinal", "ordinal", "nominal"]);
        if unit == Unit::Values && self.tape.chance(25) {
            self.uses_scale = true;
            return json!({"kind": "choice", "scale": "steps", "order": order});
        }
        let count = 2 + self.tape.pick(3);
        let mut options = self.worths(unit, count);
        for (index, option) in options.iter_mut().enumerate() {
            option["id"] = format!("o{index}").into();
        }
        json!({"kind": "choice", "options": options, "order": order})
    }

    fn yes_no(&mut self, unit: Unit) -> Value {
        let partly = self.tape.chance(50);
        if unit == Unit::Values {
            return json!({"kind": "yes_no", "partly": partly});
        }
        let (_, no) = self.worth(unit);
        let mut points = json!({"yes": 11, "no": no});
        if partly {
            points["partly"] = self.worth(unit).1.into();
        }
        json!({"kind": "yes_no", "partly": partly, "points": points})
    }

    fn several(&mut self, unit: Unit) -> Value {
        let combine = self.tape.of(&["sum", "share", "count", "mean", "minimum", "maximum"]);
        let count = 2 + self.tape.pick(3);
        let counted = matches!(combine, "share" | "count");
        let unit = if combine == "share" { Unit::Values } else { unit };
        let mut options: Vec<Value> = (0..count)
            .map(|index| {
                let mut option = json!({"id": format!("o{index}")});
                if !counted {
                    let (key, worth) = self.worth(unit);
                    // A quarter each of at most four options, so that the sum stays within 1.
                    let worth = if unit == Unit::Values && combine == "sum" { worth * 0.25 } else { worth };
                    option[key] = if index == 0 { json!(0.25) } else { json!(worth) };
                }
                option
            })
            .collect();
        if self.tape.chance(30) {
            let mut none = json!({"id": "none", "exclusive": true});
            if self.wishes.counts_as && self.tape.chance(30) {
                none["counts_as"] = "not_applicable".into();
            }
            options.push(none);
        }
        let mut answer = json!({"kind": "several", "options": options, "combine": combine});
        if combine == "count" {
            let mut bands = self.worths(unit, 3);
            for (index, band) in bands.iter_mut().enumerate().skip(1) {
                band["from"] = index.into();
            }
            // All options chosen lies in the second band at least.
            bands.truncate(count + 1);
            if bands.iter().filter(|band| band.get("counts_as").is_none()).count() < 2 || flat(&bands) {
                let key = if unit == Unit::Values { "value" } else { "points" };
                bands = vec![json!({key: 0}), json!({"from": 1, key: 1})];
            }
            answer["bands"] = bands.into();
        }
        if self.tape.chance(20) && combine != "count" {
            answer["cap"] = 0.5.into();
        }
        answer
    }

    fn bands(&mut self, unit: Unit, from: &[f64]) -> Value {
        let mut bands = self.worths(unit, 3);
        let starts = [None, from.first(), from.get(1), from.get(2)];
        for (band, start) in bands.iter_mut().zip(starts) {
            if let Some(start) = start {
                band["from"] = (*start).into();
            }
        }
        bands.into()
    }

    fn edge(&mut self) -> &'static str {
        self.tape.of(&["included", "included", "excluded"])
    }

    fn number(&mut self, unit: Unit) -> Value {
        let mut answer = json!({"kind": "number", "integer": self.tape.chance(20)});
        if self.tape.chance(50) {
            answer["minimum"] = 0.into();
            answer["maximum"] = 100.into();
        }
        if unit != Unit::Values || self.tape.chance(40) {
            answer["bands"] = self.bands(unit, &[10.0, 50.0, 55.5]);
            answer["edge"] = self.edge().into();
        } else {
            answer["curve"] = self.curve(100.0);
        }
        answer
    }

    fn share(&mut self, unit: Unit) -> Value {
        if unit != Unit::Values || self.tape.chance(20) {
            let bands = self.bands(unit, &[0.1, 0.5, 0.75]);
            return json!({"kind": "share", "bands": bands, "edge": self.edge()});
        }
        if self.tape.chance(20) {
            return json!({"kind": "share", "curve": self.curve(1.0)});
        }
        json!({"kind": "share"})
    }

    fn curve(&mut self, most: f64) -> Value {
        let (mut worst, mut best) = (most * 0.01, most * 0.8);
        if self.tape.chance(40) {
            (worst, best) = (best, worst);
        }
        match self.tape.of(&CURVES) {
            "log_normal" => json!({"shape": "log_normal",
                "points": [{"at": most * 0.1, "value": 0.9}, {"at": most * 0.5, "value": 0.5}]}),
            "piecewise" => json!({"shape": "piecewise",
                "points": [{"at": 0, "value": 0.25}, {"at": most * 0.5, "value": 1}, {"at": most, "value": 0.5}]}),
            shape => json!({"shape": shape, "worst": worst, "best": best}),
        }
    }

    fn date(&mut self, unit: Unit) -> Value {
        let mut bands = self.worths(unit, 3);
        for (band, from) in
            bands.iter_mut().zip([None, Some("2020-01-01"), Some("2024-02-29"), Some("2025-06-30")])
        {
            if let Some(from) = from {
                band["from"] = from.into();
            }
        }
        json!({"kind": "date", "bands": bands, "edge": self.edge()})
    }
}

/// Whether all bands that score, score the same.
fn flat(bands: &[Value]) -> bool {
    let worth = |band: &Value| band["value"].as_f64().or_else(|| band["points"].as_f64());
    let mut worths = bands.iter().filter_map(worth);
    let first = worths.next();
    worths.all(|worth| first.is_none_or(|first| (worth - first).abs() < 1e-12))
}
