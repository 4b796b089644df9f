using Microsoft.EntityFrameworkCore;

namespace Fraud.FunctionalTests.Features.Cases;

[Collection(FraudCollection.Name)]
public sealed class FindSimilarCasesTests(FraudFixture fraud)
{
    private readonly string _ann = CaseCalls.NewAnalyst("ann");

    [Fact]
    public async Task Past_cases_at_the_same_terminal_come_first_with_what_they_were()
    {
        var terminal = Requests.NewId("terminal");
        var fraudulent = await PastAsync(terminal, "fraud");
        var elsewhere = await PastAsync(Requests.NewId("terminal"), "genuine");
        var open = await fraud.CaseAsync(terminal: terminal);
        var present = await fraud.CaseAsync(terminal: terminal);

        var similar = (await fraud.ReadAsync($"/{present}/similar?limit=50"))["cases"]!.AsArray();

        ((Guid)similar[0]!["caseId"]!).ShouldBe(fraudulent);
        ((string?)similar[0]!["conclusion"]).ShouldBe("fraud");
        similar[0]!["sharedTerminals"]!.AsArray().Select(name => (string)name!).ShouldBe([terminal]);
        similar[0]!["sharedReasons"]!.AsArray().Count.ShouldBeGreaterThan(0);
        ((bool)similar[0]!["sameCustomer"]!).ShouldBeFalse();
        var ids = similar.Select(past => (Guid)past!["caseId"]!).ToArray();
        ids.ShouldContain(elsewhere); // the same amount: the same reason
        ids.ShouldNotContain(open);
        ids.ShouldNotContain(present);
        similar.Select(past => (double)past!["similarity"]!).ShouldBeInOrder(SortDirection.Descending);
    }

    [Fact]
    public async Task No_more_are_shown_than_were_asked_for()
    {
        await PastAsync(Requests.NewId("terminal"), "unclear");
        await PastAsync(Requests.NewId("terminal"), "unclear");
        var present = await fraud.CaseAsync();

        (await fraud.ReadAsync($"/{present}/similar?limit=1"))["cases"]!.AsArray().Count.ShouldBe(1);
    }

    [Fact]
    public async Task The_very_same_pattern_is_found_behind_any_number_of_later_cases_that_share_a_reason()
    {
        var code = Requests.NewId("rule:");
        string[] pattern = [code, $"{code}-b"];
        var same = await StoreClosedAsync(pattern, daysAgo: 7);
        for (var i = 0; i < 250; i++)
        {
            await StoreClosedAsync([code], daysAgo: 1);
        }

        var present = await fraud.CaseAsync();
        await fraud.InDatabaseAsync(database => database.Cases.Where(known => known.Id == present)
            .ExecuteUpdateAsync(set => set.SetProperty(known => known.ReasonCodes, pattern)));

        var similar = (await fraud.ReadAsync($"/{present}/similar?limit=1"))["cases"]!.AsArray().ShouldHaveSingleItem()!;

        ((Guid)similar["caseId"]!, (double)similar["similarity"]!).ShouldBe((same, .5));
    }

    private async Task<Guid> StoreClosedAsync(string[] codes, int daysAgo)
    {
        var (id, at) = (Guid.CreateVersion7(), Requests.Now.AddDays(-daysAgo).ToUniversalTime());
        await fraud.InDatabaseAsync(database => database.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO fraud.cases (id, customer_id, opened_at, due_at, alert_count, value_at_risk, highest_score, reason_codes, conclusion, closed_at, closed_by, entry_count, file_count)
            VALUES ({id}, {Requests.NewId()}, {at}, {at}, 1, 1, 0.5, {codes}, 'Fraud', {at}, {_ann}, 0, 0)
            """));
        return id;
    }

    private async Task<Guid> PastAsync(string terminal, string conclusion)
    {
        var id = await fraud.CaseAsync(takenBy: _ann, terminal: terminal);
        await fraud.DoneAsync(_ann, id, "close", CaseCalls.Close(conclusion));
        return id;
    }
}
