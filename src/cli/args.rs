//! What may be typed after `runsheet`: the words, their help, and nothing of what they do.

use std::path::PathBuf;

use chrono::NaiveTime;
use clap::{Args, Parser, Subcommand};
use clap_complete::Shell;

/// Runs Scrum ceremonies: whose part is it, which product manager input applies now, how long is left.
#[derive(Debug, Parser)]
#[command(name = "runsheet", version, max_term_width = 100, after_help = AFTER)]
pub struct Cli {
    #[command(flatten)]
    pub global: Global,
    #[command(subcommand)]
    pub command: Option<Command>,
}

const AFTER: &str = "Without a command: the home screen, with ceremonies, what was interrupted, and past sessions.\n\
    SESSION is an id, its last six or more characters, `last`, or a path.\n\
    Exit codes: 0 done, 1 the world failed, 2 wrong arguments, file or no terminal, 3 damaged data, 128+n ended by signal n.";

#[derive(Debug, Clone, Default, Args)]
#[command(next_help_heading = "Everywhere")]
pub struct Global {
    /// Where sessions are kept
    #[arg(long, global = true, value_name = "DIR", env = "RUNSHEET_DATA_DIR")]
    pub data_dir: Option<PathBuf>,
    /// Where teams, settings and changed ceremonies are read from
    #[arg(long, global = true, value_name = "DIR", env = "RUNSHEET_CONFIG_DIR")]
    pub config_dir: Option<PathBuf>,
    /// No colours; the same as the environment variable `NO_COLOR`
    #[arg(long, global = true)]
    pub no_color: bool,
    /// A panic on demand, so that tests see what it leaves behind
    #[cfg(debug_assertions)]
    #[arg(long, global = true, hide = true)]
    pub panic_at_f12: bool,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Run a ceremony, full-screen
    Live(Live),
    /// List the ceremonies there are
    Ceremonies {
        #[arg(long)]
        json: bool,
    },
    /// Find every problem of ceremony, team and other RON files
    Check {
        #[arg(required = true)]
        file: Vec<PathBuf>,
    },
    /// Print a ceremony as a Mermaid state diagram
    Graph { ceremony: String },
    /// Print where everything lies
    Paths,
    /// Team files
    #[command(subcommand)]
    Team(TeamCommand),
    /// Settings
    #[command(subcommand)]
    Config(ConfigCommand),
    /// Print a completion script for a shell
    Completions { shell: Shell },
    /// Print the manual page
    Man,
}

#[derive(Debug, Clone, Args)]
pub struct Live {
    /// standup, planning, refinement, retro, sprint-review, or one of your own
    pub ceremony: String,
    /// A team's id in the config folder, or its file
    #[arg(long)]
    pub team: Option<String>,
    /// startup, midsize, enterprise or po-only
    #[arg(long)]
    pub profile: Option<String>,
    /// Instead of the sprint that follows from the date
    #[arg(long, value_name = "NAME")]
    pub sprint: Option<String>,
    /// The planned start
    #[arg(long, value_name = "HH:MM", value_parser = clock_time)]
    pub at: Option<NaiveTime>,
    /// Who leads
    #[arg(long, value_name = "NAME")]
    pub leads: Option<String>,
    /// The view for a shared screen
    #[arg(long)]
    pub room: bool,
}

#[derive(Debug, Subcommand)]
pub enum TeamCommand {
    /// Write a commented team file to start from
    Init {
        /// Its id: lower-case letters, digits and dashes
        #[arg(default_value = "team")]
        id: String,
    },
    /// List the teams there are
    List,
    /// Find every problem of the team files
    Check,
}

#[derive(Debug, Subcommand)]
pub enum ConfigCommand {
    /// Write a commented settings file to start from
    Init,
    /// Print where the settings file is
    Path,
    /// Find every problem of the settings file
    Check,
}

fn clock_time(text: &str) -> Result<NaiveTime, String> {
    NaiveTime::parse_from_str(text, "%H:%M").map_err(|_| "a time of day as 09:30".to_owned())
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn the_command_line_contradicts_itself_nowhere() {
        Cli::command().debug_assert();
    }
}
