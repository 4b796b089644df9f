namespace Architecture.Tests;

public sealed class RepositoryTests
{
    [Fact]
    public void Every_decision_record_says_what_was_rejected_and_what_gets_harder()
    {
        var decisions = Directory.GetFiles(Path.Combine(Solution.Root, "docs/decisions"), "0*.md");

        decisions.ShouldNotBeEmpty();
        foreach (var decision in decisions)
        {
            var text = File.ReadAllText(decision);
            foreach (var heading in new[] { "## Context", "## Decision", "## Rejected", "## What gets harder" })
            {
                text.ShouldContain(heading, Case.Insensitive, Path.GetFileName(decision));
            }
        }
    }
}
