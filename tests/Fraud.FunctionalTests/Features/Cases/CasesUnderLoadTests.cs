using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using Fraud.Api.Domain;
using Microsoft.EntityFrameworkCore;

namespace Fraud.FunctionalTests.Features.Cases;

[Collection(FraudCollection.Name)]
public sealed class CasesUnderLoadTests(FraudFixture fraud)
{
    private const int Payments = 50;

    private readonly string _ann = CaseCalls.NewAnalyst("ann");
    private readonly string _customer = Requests.NewId("customer");

    [Fact]
    public async Task Fifty_payments_of_a_customer_through_two_replicas_are_one_case_while_an_analyst_works_on_it()
    {
        await using var replica = await fraud.StartReplicaAsync();
        using var here = fraud.Payments;
        using var there = replica.CreateDefaultClient();
        there.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", TestTokens.Create("tester", ["payments"], []));
        var id = await fraud.CaseAsync(takenBy: _ann, customer: _customer);

        var sending = Task.WhenAll(Enumerable.Range(1, Payments).Select(async number =>
        {
            var payment = Requests.Payment(customer: _customer, amount: 900 + number);
            using var response = await (number % 2 == 0 ? here : there).PostAsJsonAsync("/v1/transactions", payment);
            await response.ReadOkAsync();
        }));
        var notes = 0;
        do
        {
            using var response = await fraud.DoAsync(_ann, id, "notes", CaseCalls.Note($"note {++notes}"));
            response.StatusCode.ShouldBe(HttpStatusCode.OK);
        }
        while (!sending.IsCompleted && notes < Payments);
        await sending;

        var (cases, stopped, history) = await fraud.InDatabaseAsync(async database => (
            await database.Cases.AsNoTracking().Include(known => known.Alerts).Where(known => known.CustomerId == _customer).ToListAsync(),
            await database.Transactions.CountAsync(known => known.CustomerId == _customer && known.Decision!.Outcome != Outcome.Approve),
            await database.CaseHistory.AsNoTracking().Where(entry => entry.CaseId == id).OrderBy(entry => entry.Number).ToListAsync()));
        var only = cases.ShouldHaveSingleItem();
        only.Id.ShouldBe(id);
        stopped.ShouldBeGreaterThan(Payments / 2);
        only.AlertCount.ShouldBe(stopped);
        only.Alerts.Count.ShouldBe(stopped);
        only.Alerts.Sum(alert => alert.ValueAtRisk).ShouldBe(only.ValueAtRisk);
        only.Alerts.Max(alert => alert.Score).ShouldBe(only.HighestScore);
        // Opened, a line an alert, taken, a line a note: none lost and none twice.
        history.Select(entry => entry.Number).ShouldBe(Enumerable.Range(1, 2 + stopped + notes));
        history.Where(entry => entry.Note is not null).Select(entry => entry.Note).ShouldBe(Enumerable.Range(1, notes).Select(number => $"note {number}"));
    }

    [Fact]
    public async Task The_first_payments_of_a_customer_at_once_open_one_case()
    {
        await using var replica = await fraud.StartReplicaAsync();
        using var here = fraud.Payments;
        using var there = replica.CreateDefaultClient();
        there.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", TestTokens.Create("tester", ["payments"], []));
        var customers = Enumerable.Range(0, 10).Select(_ => Requests.NewId("customer")).ToArray();

        await Task.WhenAll(customers.SelectMany(customer => (HttpClient[])[here, there, here, there]).Select(async (client, number) =>
        {
            using var response = await client.PostAsJsonAsync("/v1/transactions", Requests.Payment(customer: customers[number / 4], amount: 900));
            await response.ReadOkAsync();
        }));

        var open = await fraud.InDatabaseAsync(database => database.Cases
            .Where(known => customers.Contains(known.CustomerId))
            .GroupBy(known => known.CustomerId)
            .Select(group => group.Count())
            .ToListAsync());
        open.ShouldBe(Enumerable.Repeat(1, customers.Length));
    }

    [Fact]
    public async Task Closing_while_payments_come_leaves_no_alert_without_a_case_and_none_in_a_closed_one_without_its_label()
    {
        var id = await fraud.CaseAsync(takenBy: _ann, customer: _customer);
        using var client = fraud.Payments;
        var sending = Task.WhenAll(Enumerable.Range(1, 20).Select(async number =>
        {
            using var response = await client.PostAsJsonAsync("/v1/transactions", Requests.Payment(customer: _customer, amount: 900 + number));
            await response.ReadOkAsync();
        }));

        await fraud.DoneAsync(_ann, id, "close", CaseCalls.Close("fraud"));
        await sending;

        var (closed, unlabelled, alerts, stopped) = await fraud.InDatabaseAsync(async database => (
            await database.Cases.AsNoTracking().SingleAsync(known => known.Id == id),
            await database.CaseAlerts.CountAsync(alert => alert.CaseId == id
                && database.Transactions.Any(payment => payment.Id == alert.TransactionId && payment.Verdict == null)),
            await database.CaseAlerts.CountAsync(alert => database.Transactions.Any(
                payment => payment.Id == alert.TransactionId && payment.CustomerId == _customer)),
            await database.Transactions.CountAsync(known => known.CustomerId == _customer && known.Decision!.Outcome != Outcome.Approve)));
        closed.IsOpen.ShouldBeFalse();
        unlabelled.ShouldBe(0);
        alerts.ShouldBe(stopped);
    }

    [Fact]
    public async Task Labels_that_come_while_a_case_is_closed_are_neither_lost_nor_doubled()
    {
        var transactions = Enumerable.Range(0, 6).Select(_ => Requests.NewId()).ToArray();
        var id = Guid.Empty;
        foreach (var transaction in transactions)
        {
            id = await fraud.AlertAsync(_customer, transaction: transaction);
        }

        await fraud.DoneAsync(_ann, id, "take");
        using var client = fraud.Analyst;
        var labelling = Task.WhenAll(transactions.Select(transaction => client.PostAsJsonAsync("/v1/labels", Requests.Label(transaction))));

        var closed = await fraud.DoneAsync(_ann, id, "close", CaseCalls.Close("genuine"));

        (await labelling).ShouldAllBe(response => response.StatusCode == HttpStatusCode.OK || response.StatusCode == HttpStatusCode.Conflict);
        ((int)closed["labelled"]! + (int)closed["standingAgainstCount"]!).ShouldBe(transactions.Length);
        (await fraud.InDatabaseAsync(database => database.Transactions.CountAsync(known => transactions.Contains(known.Id) && known.Verdict != null)))
            .ShouldBe(transactions.Length);
    }
}
