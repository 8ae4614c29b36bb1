// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! The program from outside, as users and programs see it.

// The modules say that they are tests, because helpers of tests may panic as tests do.

#[cfg(test)]
mod batch;
#[cfg(test)]
mod contract;
#[cfg(test)]
mod pdf;
#[cfg(test)]
mod pictures;
#[cfg(test)]
mod report;
#[cfg(test)]
mod support;
