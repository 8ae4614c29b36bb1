// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! Reports as PDF, read and drawn by programs that others made: `cargo xtask test` installs them.

#[cfg(test)]
mod file;
#[cfg(test)]
mod letters;
#[cfg(test)]
mod looks;
#[cfg(test)]
mod samples;
#[cfg(test)]
mod structure;
#[cfg(test)]
mod tools;
#[cfg(test)]
mod tree;
