//! One export per tool, made up in the shape the tool writes.

use insta::assert_snapshot;

use super::told;

#[test]
fn jira_with_repeated_headings_and_cells_over_lines() {
    let file = "\
Summary,Issue key,Issue id,Issue Type,Status,Parent id,Sprint,Sprint,Labels,Labels,Custom field (Story Points),Custom field (Story point estimate),Description,Created,Due Date
Export a day,AUR-41,131892,Story,Open,,S 13,S 14,strategic,ui,,5.0,\"As an owner

I want \"\"figures\"\", not copies\",25/Jun/20 12:44,
Print it,AUR-42,131893,Sub-task,Closed,131892,,,,,0.5,,NULL,05/Sep/26 10:12 AM,14/Jul/27 3:42 PM
";
    assert_snapshot!(told("export.csv", file));
}

#[test]
fn jira_over_its_interface() {
    let file = r#"{"total": 1, "issues": [
  {"id": "10", "key": "AB-1", "fields": {
    "summary": "Sign in", "issuetype": {"self": "…", "name": "Story"}, "status": {"name": "In Progress"},
    "labels": ["a", "b"], "customfield_10016": 8.0, "duedate": null, "created": "2026-01-02T03:04:05.000+0200",
    "parent": {"id": "9", "key": "AB-0", "fields": {"summary": "Epic"}},
    "description": {"type": "doc", "content": [
      {"type": "paragraph", "content": [{"type": "text", "text": "Hello"}]},
      {"type": "paragraph", "content": [{"type": "text", "text": "again"}]}]}}}]}"#;
    assert_snapshot!(told("search.json", file));
}

#[test]
fn github_issues_and_projects() {
    let issues = r#"[
  {"number": 12, "title": "Fix crash", "body": "It dies.\n\n## Acceptance criteria\n- [ ] no crash\n- [x] a log line\n\nThanks",
   "labels": [{"id": "x", "name": "bug", "color": "red"}], "state": "OPEN", "closedAt": null,
   "createdAt": "2026-01-02T03:04:05Z", "url": "https://example.org/a/b/issues/12"},
  {"number": 13, "title": "Drop it", "body": null, "labels": [], "state": "CLOSED", "closedAt": "2026-02-02T03:04:05Z"}
]"#;
    assert_snapshot!(told("issues.json", issues));
    let project = "Title\tURL\tAssignees\tStatus\tLabels\tEstimate\n\
        Fix crash\thttps://example.org/a/b/issues/12\tann\tTodo\tbug, ui\t3\n";
    assert_snapshot!(told("project.tsv", project));
}

#[test]
fn linear() {
    let file = "\
ID,Team,Title,Description,Status,Estimate,Priority,Project,Assignee,Labels,Cycle Name,Created,Completed,Canceled,Archived,Due Date,Parent issue
ENG-1,Eng,Sign in,\"one\ntwo\",Todo,3,High,,b,\"bug, strategic\",C4,Tue Nov 03 2026 10:00:00 GMT+0000 (GMT),,,,2026-12-01,
ENG-2,Eng,Sign out,,Done,,No priority,,b,,,2026-11-03T10:00:00.000Z,2026-11-05T10:00:00.000Z,,,,ENG-1
";
    assert_snapshot!(told("linear.csv", file));
}

#[test]
fn azure_devops_with_a_tree_of_titles_and_html() {
    let file = "\u{feff}ID,Work Item Type,Title 1,Title 2,Assigned To,State,Tags,Story Points,Acceptance Criteria,Description\r
101,Epic,Checkout,,Bob,Active,strategic; web,,,\r
102,User Story,,Pay by card,Bob,New,,5,\"<div>Card &amp; PIN</div><ul><li>No fee</li></ul>\",<p>As a buyer<br>I want</p>\r
103,User Story,,\"Refund, partial\",Eve,Closed,,0.5,,\r
104,Epic,Delivery,,Eve,New,,,,\r
105,Bug,,Late van,Eve,New,,,,\r
";
    assert_snapshot!(told("query.csv", file));
}

#[test]
fn trello() {
    let file = r#"{"id": "b1", "name": "Board", "lists": [{"id": "l1", "name": "Doing"}, {"id": "l2", "name": "Done"}],
  "labels": [], "actions": [{"id": "a1"}],
  "checklists": [{"id": "k1", "name": "Checklist", "checkItems": [{"name": "hot", "state": "incomplete"}, {"name": "strong"}]},
    {"id": "k2", "name": "More", "checkItems": [{"name": "paid"}]}], "cards": [
    {"id": "c1", "idShort": 7, "name": "(5) Café", "desc": "d", "idList": "l1", "idBoard": "b1", "closed": false,
     "idChecklists": ["k1", "k2"], "due": "2026-12-01T10:00:00.000Z", "labels": [{"id": "q", "name": "ui", "color": "green"}, {"name": "", "color": "red"}]},
    {"id": "c2", "idShort": 8, "name": "Second", "desc": "", "idList": "l2", "idBoard": "b1", "closed": false, "due": null},
    {"id": "c3", "idShort": 9, "name": "Third", "desc": "", "idList": "l1", "idBoard": "b1", "closed": true, "due": null}]}"#;
    assert_snapshot!(told("board.json", file));
}

#[test]
fn thunderdome_with_and_without_its_heading() {
    let row = "Story,Export,AUR-1,https://example.org/1,\"Two\nlines\",\"- a\n- b\"\n";
    let heading = "Type,Title,ReferenceId,Link,Description,AcceptanceCriteria\n";
    assert_snapshot!(told("plans.csv", format!("{heading}{row}")));
    assert_snapshot!(told(
        "plans.csv",
        format!("{row}Bug,Fix,AUR-2,,,\nBug,Crash,AUR-3,,a, b, c\n")
    ));
}

#[test]
fn poinz_rooms_and_its_own_table() {
    let room = r#"{"roomId": "r", "exportedAt": 1687528183935, "stories": [
  {"title": "First", "description": "d", "estimations": [{"username": "S", "value": 34}]},
  {"title": "Second", "estimations": [{"username": "S", "value": 3}], "consensus": 0.5},
  {"title": "Nobody knows", "estimations": [], "consensus": -2},
  {"title": "Thrown away", "estimations": [], "trashed": true}]}"#;
    assert_snapshot!(told("room.json", room));
    assert_snapshot!(told("stories.csv", "key,title,description\nP-1,First,d\n"));
}

#[test]
fn pinto() {
    let file = r#"{"schema_version": 1, "items": [
  {"id": "T-1", "title": "First", "status": "todo", "rank": "a", "points": 3, "labels": ["x"], "parent": null,
   "depends_on": [], "done_at": null, "created": "2026-01-02T03:04:05Z",
   "body": "Why\n\n### Acceptance Criteria\n\n- [ ] one\n- [ ] two\n\n### Notes\n- none"},
  {"id": "T-2", "title": "Second", "status": "done", "rank": "b", "points": null, "labels": [], "parent": "T-1",
   "depends_on": ["T-1"], "done_at": "2026-01-03T03:04:05Z", "created": "2026-01-02T03:04:05Z", "body": ""}],
  "sprints": [{"id": "S-1", "title": "Sprint", "state": "planned"}]}"#;
    assert_snapshot!(told("export.json", file));
}

#[test]
fn story_point_data_sets() {
    let file = "issuekey,title,description,storypoint\n\
        BAM-65,\"Time out, and say so\",\"a \"\"quoted\"\" word\",3\n\
        BAM-66,\"Time out, and say so\",NULL,13\nBAM-67,Larger,NULL,100\nBAM-68,Smaller,NULL,0.5\n";
    assert_snapshot!(told("bamboo.csv", file));
}

#[test]
fn markdown_tasks_with_what_belongs_to_them() {
    let file = "\
# Backlog

Some words about it.

- [ ] AUR-1: Export a day [5] #strategic
  - one file per day
  An owner copies figures by hand.
  - [ ] a child of it
- [x] Print it (3 pts)
## Later
* [ ] [Refunds](https://example.org/9)
1. numbered, without a box
";
    assert_snapshot!(told("backlog.md", file));
    assert_snapshot!(told(
        "table.md",
        "| Key | Title | Points |\n|-----|:------|---:|\n| A-1 | One | 3 |\n"
    ));
}

#[test]
fn plain_lines() {
    let file = "Export a day\n\nAUR-2: Do it, quickly, please (5 pts)\n- with a bullet\n# Later\n#12 last one\n";
    assert_snapshot!(told("items.txt", file));
}
