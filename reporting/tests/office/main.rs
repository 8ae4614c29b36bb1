// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! Files for word processors, spreadsheets and those who compute on: whether they are what the standards ask for, and whether `LibreOffice` opens
//! them. What needs `LibreOffice` is ignored unless it is asked for: `cargo xtask test` sees to it.

#[cfg(test)]
mod csv;
#[cfg(test)]
mod docx;
#[cfg(test)]
mod libreoffice;
#[cfg(test)]
mod order;
#[cfg(test)]
mod package;
#[cfg(test)]
mod sample;
#[cfg(test)]
mod xlsx;
