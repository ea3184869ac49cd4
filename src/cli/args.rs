//! What may be typed after `runsheet`: the words, their help, and nothing of what they do.

use std::path::PathBuf;

use chrono::{NaiveDate, NaiveTime};
use clap::{Args, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;

/// Runs Scrum ceremonies: whose part is it, which product manager input applies now, how long is left.
#[derive(Debug, Parser)]
#[command(name = "runsheet", version, max_term_width = 100, after_help = AFTER)]
pub(super) struct Cli {
    #[command(flatten)]
    pub(super) global: Global,
    #[command(subcommand)]
    pub(super) command: Option<Command>,
}

const AFTER: &str = "Without a command: the home screen, with ceremonies, what was interrupted, and past sessions.\n\
    SESSION is an id, its last six or more characters, `last`, or a path.\n\
    Exit codes: 0 done, 1 the world failed, 2 wrong arguments, file or no terminal, 3 damaged data, 128+n ended by signal n.";

#[derive(Debug, Clone, Default, Args)]
#[command(next_help_heading = "Everywhere")]
pub(super) struct Global {
    /// Where sessions are kept
    #[arg(
        long,
        global = true,
        value_name = "DIR",
        env = "RUNSHEET_DATA_DIR",
        hide_env_values = true
    )]
    pub(super) data_dir: Option<PathBuf>,
    /// Where teams, settings and changed ceremonies are read from
    #[arg(
        long,
        global = true,
        value_name = "DIR",
        env = "RUNSHEET_CONFIG_DIR",
        hide_env_values = true
    )]
    pub(super) config_dir: Option<PathBuf>,
    /// No colours; the same as the environment variable `NO_COLOR`
    #[arg(long, global = true)]
    pub(super) no_color: bool,
    /// A panic on demand, so that tests see what it leaves behind
    #[cfg(debug_assertions)]
    #[arg(long, global = true, hide = true)]
    pub(super) panic_at_f12: bool,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Run a ceremony, full-screen
    Live(Live),
    /// Practise alone with a simulated team
    Practice(Practice),
    /// Go on with an interrupted session
    Resume { session: Option<String> },
    /// Browse, search and replay past sessions, full-screen; or look at one
    #[command(visible_alias = "review")]
    History { session: Option<String> },
    /// Sort statements about work: who owns it?
    Drill(Drill),
    /// Print how practice has gone
    Progress {
        #[arg(long)]
        json: bool,
    },
    /// List what has been run, newest first
    Sessions(Sessions),
    /// Print the summary of one session
    Show {
        session: String,
        #[arg(long)]
        json: bool,
    },
    /// Actions of a team: who owes what
    Actions(Entries),
    /// Blockers of a team, and who has taken them
    Blockers(Entries),
    /// Questions of a team that wait for an answer
    Questions(Entries),
    /// Briefs to the product manager
    Briefs(Entries),
    /// Wishes that were put off, with the day they are looked at again
    NotYets(Entries),
    /// What keeps coming back in the sessions of one team
    Trends(Trends),
    /// Hand a session on: Markdown, JSON or CSV
    Export(Export),
    /// List the ceremonies there are
    Ceremonies {
        #[arg(long)]
        json: bool,
    },
    /// Find every problem of ceremony, team and other RON files, and of scripts
    Check {
        #[arg(required = true)]
        file: Vec<PathBuf>,
    },
    /// Read a backlog of any tool (CSV, TSV, JSON, Markdown, plain lines) or a history of sprints (CSV)
    Import(Import),
    /// Print a ceremony as a Mermaid state diagram
    Graph { ceremony: String },
    /// Check that saved sessions are whole
    Verify(Verify),
    /// Write what can be read of a damaged session to a new file beside it
    Repair { file: PathBuf },
    /// Take a person's name out of everything saved, after asking
    Forget {
        name: String,
        /// Show where it stands and change nothing
        #[arg(long)]
        dry_run: bool,
        /// Do not ask
        #[arg(long, conflicts_with = "dry_run")]
        yes: bool,
    },
    /// Remove sessions past what `keep` in the settings says, after asking
    Prune {
        /// Name them and change nothing
        #[arg(long)]
        dry_run: bool,
        /// Do not ask
        #[arg(long, conflicts_with = "dry_run")]
        yes: bool,
    },
    /// Print where everything lies
    Paths,
    /// Play a script without a terminal, on virtual time
    Play {
        script: PathBuf,
        /// Write the journal here and nowhere else
        #[arg(short, long, value_name = "JOURNAL")]
        output: Option<PathBuf>,
    },
    /// Team files
    #[command(subcommand)]
    Team(TeamCommand),
    /// Settings
    #[command(subcommand)]
    Config(ConfigCommand),
    /// Look at the terminal, the folders and the files, and say what is wrong
    Doctor,
    /// Print a completion script for a shell
    Completions { shell: Shell },
    /// Print the manual page
    Man,
}

#[derive(Debug, Clone, Args)]
pub(super) struct Live {
    /// standup, planning, refinement, retro, sprint-review, or one of your own
    pub(super) ceremony: String,
    /// A team's id in the config folder, or its file
    #[arg(long)]
    pub(super) team: Option<String>,
    /// startup, midsize, enterprise or po-only
    #[arg(long)]
    pub(super) profile: Option<String>,
    /// A backlog file of any tool, instead of the team's own
    #[arg(long, value_name = "FILE")]
    pub(super) backlog: Option<PathBuf>,
    /// Instead of the sprint that follows from the date
    #[arg(long, value_name = "NAME")]
    pub(super) sprint: Option<String>,
    /// The planned start
    #[arg(long, value_name = "HH:MM", value_parser = clock_time)]
    pub(super) at: Option<NaiveTime>,
    /// Who leads
    #[arg(long, value_name = "NAME")]
    pub(super) leads: Option<String>,
    /// The view for a shared screen
    #[arg(long)]
    pub(super) room: bool,
}

#[derive(Debug, Clone, Args)]
pub(super) struct Practice {
    /// A ceremony, or a scenario of your own
    #[arg(value_name = "CEREMONY")]
    pub(super) what: Option<String>,
    /// startup, midsize, enterprise or po-only
    #[arg(long)]
    pub(super) profile: Option<String>,
    /// 1 guided, 2 realistic, 3 under pressure
    #[arg(long, value_parser = clap::value_parser!(u8).range(1..=3))]
    pub(super) level: Option<u8>,
    /// The same number gives the same run
    #[arg(long)]
    pub(super) seed: Option<u64>,
}

#[derive(Debug, Clone, Args)]
pub(super) struct Drill {
    /// Begin at once, without the page of ways
    pub(super) way: Option<DrillWay>,
    /// A team's id in the config folder, or its file
    #[arg(long)]
    pub(super) team: Option<String>,
    /// startup, midsize, enterprise or po-only
    #[arg(long)]
    pub(super) profile: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum DrillWay {
    /// What is due, and some new
    Today,
    /// One minute
    Sprint,
    /// The same statement in another organisation
    Flip,
    /// Whose, and why
    Justify,
    /// Decisions of your own sessions
    Echo,
}

#[derive(Debug, Args)]
pub(super) struct Sessions {
    #[arg(long)]
    pub(super) json: bool,
    /// Only of this ceremony
    #[arg(long)]
    pub(super) ceremony: Option<String>,
    /// Only of this team, by id or name
    #[arg(long)]
    pub(super) team: Option<String>,
    /// Only from this day on, as 2026-11-23
    #[arg(long, value_name = "DAY")]
    pub(super) since: Option<NaiveDate>,
    #[arg(long)]
    pub(super) mode: Option<Mode>,
    /// Only those in which these words were written; shows where
    #[arg(long, value_name = "WORDS", conflicts_with = "json")]
    pub(super) find: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Mode {
    Live,
    Practice,
}

#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true)]
pub(super) struct Entries {
    #[command(subcommand)]
    pub(super) command: Option<EntryCommand>,
    /// Only what is not closed
    #[arg(long)]
    pub(super) open: bool,
    #[arg(long, conflicts_with = "bundle")]
    pub(super) json: bool,
    /// Open briefs of all teams, or of the one named, as one text for one product manager
    #[arg(long)]
    pub(super) bundle: bool,
    /// A team's id or its file, also of one that has only met; else as `trends` does
    #[arg(long, global = true)]
    pub(super) team: Option<String>,
}

#[derive(Debug, Subcommand)]
pub(super) enum EntryCommand {
    /// Close one, with words on what became of it
    Close { id: String, words: Vec<String> },
    /// Open a closed one again
    Reopen { id: String },
    /// Note the answer to a brief, which closes it
    Answer {
        id: String,
        #[arg(required = true)]
        words: Vec<String>,
    },
}

#[derive(Debug, Args)]
pub(super) struct Trends {
    /// A team's id; your own if it has met, else that of the newest session, when left out
    #[arg(long)]
    pub(super) team: Option<String>,
    /// Only of this ceremony
    #[arg(long)]
    pub(super) ceremony: Option<String>,
    /// How each number is computed
    #[arg(long)]
    pub(super) formulas: bool,
    #[arg(long)]
    pub(super) json: bool,
}

#[derive(Debug, Args)]
pub(super) struct Export {
    pub(super) session: String,
    #[arg(long, default_value = "md")]
    pub(super) format: Format,
    /// Whom it is for; the team when left out
    #[arg(long = "for", value_name = "WHOM")]
    pub(super) audience: Option<For>,
    /// Which table, with `--format csv`; captures when left out
    #[arg(long)]
    pub(super) table: Option<TableName>,
    /// A file instead of standard output
    #[arg(short, long, value_name = "FILE")]
    pub(super) output: Option<PathBuf>,
    /// Roles instead of names
    #[arg(long)]
    pub(super) redact: bool,
    /// Write over a file that is there
    #[arg(long)]
    pub(super) force: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    Md,
    Json,
    Csv,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum For {
    Team,
    Pm,
    Stakeholders,
    #[value(name = "self")]
    Myself,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum TableName {
    Captures,
    Actions,
    Estimates,
    Timings,
}

#[derive(Debug, Args)]
pub(super) struct Verify {
    /// A session or a journal file; without one, the last session
    #[arg(conflicts_with = "all")]
    pub(super) session: Option<String>,
    /// Every session there is
    #[arg(long)]
    pub(super) all: bool,
}

#[derive(Debug, Args)]
pub(super) struct Import {
    /// The exported file, or - for standard input
    pub(super) file: PathBuf,
    /// A team's id in the config folder, or its file
    #[arg(long)]
    pub(super) team: Option<String>,
    /// Which board's sprints, where a sprint history has several
    #[arg(long, value_name = "NAME")]
    pub(super) board: Option<String>,
    /// Show what would be read and write nothing
    #[arg(long)]
    pub(super) dry_run: bool,
    #[arg(long)]
    pub(super) json: bool,
}

#[derive(Debug, Subcommand)]
pub(super) enum TeamCommand {
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
pub(super) enum ConfigCommand {
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
