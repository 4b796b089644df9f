using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using CsCheck;
using Fraud.Api.Domain.Cases;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.EntityFrameworkCore;

namespace Fraud.FunctionalTests.Features.Cases;

/// <summary>
/// Whatever analysts try at once, through two replicas: nobody works a case that another holds. The history, which is
/// numbered in the order in which things happened, is read as a witness against every answer.
/// </summary>
[Collection(FraudCollection.Name)]
public sealed class CaseLockingPropertyTests(FraudFixture fraud)
{
    private const int Scripts = 10;
    private const int Analysts = 3;

    private static readonly Gen<Deed[]> Script = Gen.Select(
        Gen.Int[0, Analysts - 1],
        Gen.Frequency((4, Gen.Const("take")), (3, Gen.Const("notes")), (2, Gen.Const("release")), (2, Gen.Const("hand-over")), (1, Gen.Const("close"))),
        Gen.Int[1, Analysts - 1],
        Gen.Bool,
        (analyst, what, further, here) => new Deed(analyst, what, (analyst + further) % Analysts, here)).Array[20, 45];

    [Fact]
    public async Task Nobody_works_a_case_that_another_holds_and_the_history_has_every_deed_once()
    {
        await using var replica = await fraud.StartReplicaAsync();
        await Script.SampleAsync(script => CheckAsync(replica, script), iter: Scripts, threads: 1);
    }

    private async Task CheckAsync(WebApplicationFactory<Program> replica, Deed[] script)
    {
        var names = Enumerable.Range(0, Analysts).Select(number => CaseCalls.NewAnalyst($"analyst{number}")).ToArray();
        var id = await fraud.CaseAsync();

        // Each analyst does one thing after the other; what the others do meanwhile is up to the machine.
        var done = (await Task.WhenAll(script.GroupBy(deed => deed.Analyst).Select(deeds => WorkAsync(replica, id, names, [.. deeds])))).SelectMany(deeds => deeds).ToArray();

        var history = await fraud.InDatabaseAsync(database => database.CaseHistory.AsNoTracking()
            .Where(entry => entry.CaseId == id).OrderBy(entry => entry.Number).ToListAsync());
        var said = string.Join("; ", done.Select(deed => $"{names[deed.Deed.Analyst]} {deed.Deed.What}: {deed.Status} {deed.Reason}"));
        history.Select(entry => entry.Number).ShouldBe(Enumerable.Range(1, history.Count), said);
        HeldByItsActors(history).ShouldBeTrue($"{said} | {string.Join("; ", history.Select(entry => $"{entry.Number} {entry.Actor} {entry.Action} {entry.About}"))}");
        done.ShouldAllBe(deed => deed.Status == HttpStatusCode.OK || (deed.Status == HttpStatusCode.Conflict && deed.Reason != "busy"), said);
        foreach (var (analyst, name) in names.Index())
        {
            Lines(history, name, CaseAction.Noted).ShouldBe(Accepted(done, analyst, "notes"), said);
            Lines(history, name, CaseAction.Released).ShouldBe(Accepted(done, analyst, "release"), said);
            Lines(history, name, CaseAction.HandedOver).ShouldBe(Accepted(done, analyst, "hand-over"), said);
            // Who has it and takes it keeps it for longer, and who closed it and closes it again gets the same answer: without a line.
            Lines(history, name, CaseAction.Taken).ShouldBeLessThanOrEqualTo(Accepted(done, analyst, "take"), said);
            Lines(history, name, CaseAction.Closed).ShouldBe(Math.Min(1, Accepted(done, analyst, "close")), said);
        }
    }

    private async Task<List<(Deed Deed, HttpStatusCode Status, string? Reason)>> WorkAsync(
        WebApplicationFactory<Program> replica, Guid id, string[] names, Deed[] deeds)
    {
        using var here = fraud.CreateClient(role: "analyst", subject: names[deeds[0].Analyst]);
        using var there = replica.CreateDefaultClient();
        there.DefaultRequestHeaders.Authorization = here.DefaultRequestHeaders.Authorization;
        var done = new List<(Deed, HttpStatusCode, string?)>();
        foreach (var deed in deeds)
        {
            using var response = await (deed.Here ? here : there).PostAsJsonAsync($"/v1/cases/{id}/{deed.What}", deed.What switch
            {
                "notes" => CaseCalls.Note("seen"),
                "hand-over" => CaseCalls.HandOver(names[deed.Colleague]),
                "close" => CaseCalls.Close("unclear"),
                _ => [],
            });
            var answer = JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
            done.Add((deed, response.StatusCode, response.IsSuccessStatusCode ? null : (string?)answer["reason"] ?? answer.ToJsonString()));
        }

        return done;
    }

    /// <summary>Every line was written by whom the lines before it say has the case; no lock lapses in a test.</summary>
    private static bool HeldByItsActors(IEnumerable<CaseEntry> history)
    {
        string? holder = null;
        var isClosed = false;
        foreach (var entry in history.Where(entry => entry.Actor is not null))
        {
            if (isClosed || holder != (entry.Action == CaseAction.Taken ? null : entry.Actor))
            {
                return false;
            }

            holder = entry.Action switch
            {
                CaseAction.Released or CaseAction.Closed => null,
                CaseAction.HandedOver => entry.About,
                _ => entry.Actor,
            };
            isClosed = entry.Action == CaseAction.Closed;
        }

        return true;
    }

    private static int Lines(IEnumerable<CaseEntry> history, string analyst, CaseAction action) =>
        history.Count(entry => entry.Actor == analyst && entry.Action == action);

    private static int Accepted(IEnumerable<(Deed Deed, HttpStatusCode Status, string? Reason)> done, int analyst, string what) =>
        done.Count(deed => deed.Deed.Analyst == analyst && deed.Deed.What == what && deed.Status == HttpStatusCode.OK);

    /// <param name="Colleague">Whom a case is handed over to.</param>
    /// <param name="Here">Through which replica.</param>
    private sealed record Deed(int Analyst, string What, int Colleague, bool Here);
}
