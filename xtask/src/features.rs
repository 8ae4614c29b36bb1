// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! The features that checks and tests of the whole workspace are run with.

/// All but `pdf`, whose typesetter takes many minutes to build: reports as PDF have a step of their own.
pub(crate) const ALL_BUT_PDF: &str = "\
    digirights/arrow,digirights/parallel,digirights/schema,\
    digirights-reporting/js,digirights-reporting/png,digirights-reporting/schema,\
    digirights-wasm/batch,digirights-wasm/charts,digirights-wasm/plan,digirights-wasm/reports";

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::fs;
    use std::path::Path;

    use super::ALL_BUT_PDF;

    /// All that the members of the workspace have, as `package/feature`.
    fn known() -> BTreeSet<String> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
        let workspace = fs::read_to_string(root.join("Cargo.toml")).unwrap();
        let members = workspace.lines().find_map(|line| line.strip_prefix("members = ")).unwrap();
        let mut known = BTreeSet::new();
        for member in members.split('"').skip(1).step_by(2) {
            let manifest = fs::read_to_string(root.join(member).join("Cargo.toml")).unwrap();
            let mut lines = manifest.lines();
            let name = lines.find_map(|line| line.strip_prefix("name = ")).unwrap().trim_matches('"');
            let features = lines.skip_while(|line| *line != "[features]").skip(1);
            for line in features.take_while(|line| !line.starts_with('[')) {
                // What begins with a space or a bracket belongs to the feature above.
                if let Some((feature, _)) = line.split_once(" = ")
                    && !feature.starts_with(['#', ' '])
                    && feature != "default"
                {
                    known.insert(format!("{name}/{feature}"));
                }
            }
        }
        known
    }

    #[test]
    fn every_feature_but_pdf_is_named() {
        let named: BTreeSet<String> = ALL_BUT_PDF.split(',').map(str::to_owned).collect();
        let left_out: Vec<String> = known().difference(&named).cloned().collect();
        assert_eq!(left_out, ["digirights-cli/pdf", "digirights-reporting/pdf"]);
        assert!(named.is_subset(&known()));
    }
}
