using Fraud.Api.Domain;
using Fraud.Api.Features.ScoreTransaction;
using Microsoft.Extensions.Logging.Abstractions;

namespace Fraud.Tests.Features.ScoreTransaction;

public sealed class LateJournalTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("platform-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task What_waits_is_found_by_the_next_process_as_it_was_and_in_its_order()
    {
        var (first, second) = (Late("a"), Late("b"));
        var journal = Open();
        (await journal.Add(first).Kept).ShouldBeTrue();
        (await journal.Add(second).Kept).ShouldBeTrue();
        (await journal.CloseAsync()).ShouldBe(2);

        var next = Open();

        next.Left.Select(entry => entry.Payment).ShouldBe([first, second]);
        await next.CloseAsync();
    }

    [Fact]
    public async Task What_is_done_is_not_found_again()
    {
        var journal = Open();
        var done = journal.Add(Late("a")).Entry;
        journal.Add(Late("b"));
        journal.Done(done);
        await journal.CloseAsync();

        var next = Open();

        Ids(next).ShouldBe(["b"]);
        foreach (var entry in next.Left)
        {
            next.Done(entry);
        }

        (await next.CloseAsync()).ShouldBe(0);
        Directory.GetFiles(_folder).ShouldBeEmpty("nothing waits");
    }

    [Fact]
    public async Task It_is_on_disk_before_it_is_said_to_be()
    {
        var journal = Open();

        (await journal.Add(Late("a")).Kept).ShouldBeTrue();

        new FileInfo(Directory.GetFiles(_folder).Single()).Length.ShouldBeGreaterThan(0);
        await journal.CloseAsync();
    }

    [Theory]
    [InlineData("{\"number\":3,\"payment\":{\"request\":{\"transactionId\":\"torn")]
    [InlineData("\0\0\0\0\0\0\0\0")]
    public async Task A_line_that_a_kill_has_torn_is_left_out_and_the_others_are_kept(string torn)
    {
        var journal = Open();
        journal.Add(Late("a"));
        journal.Add(Late("b"));
        await journal.CloseAsync();
        await File.AppendAllTextAsync(Directory.GetFiles(_folder).Single(), torn);

        var next = Open();

        Ids(next).ShouldBe(["a", "b"]);
        await next.CloseAsync();
    }

    [Fact]
    public async Task The_payments_of_a_process_that_lives_are_left_to_it()
    {
        var living = Open();
        await living.Add(Late("a")).Kept;

        var other = Open();

        other.Left.ShouldBeEmpty();
        await other.CloseAsync();
        (await living.CloseAsync()).ShouldBe(1);
    }

    [Fact]
    public async Task Its_file_does_not_grow_with_what_is_done_while_something_waits()
    {
        var journal = Open();
        journal.Add(Late("waits"));
        for (var i = 0; i < 20_000; i++)
        {
            journal.Done(journal.Add(Late($"passes-{i}")).Entry);
        }

        await journal.Add(Late("last")).Kept;
        (await journal.CloseAsync()).ShouldBe(2);

        var file = Directory.GetFiles(_folder).Single();
        File.ReadLines(file).Count().ShouldBeLessThan(12_000);
        var next = Open();
        Ids(next).ShouldBe(["waits", "last"]);
        await next.CloseAsync();
    }

    [Fact]
    public async Task A_flood_shares_the_flushes_and_all_of_it_is_kept()
    {
        var journal = Open();

        var kept = await Task.WhenAll(Enumerable.Range(0, 10_000).AsParallel().Select(i => journal.Add(Late($"{i}")).Kept));

        kept.ShouldAllBe(isKept => isKept);
        (await journal.CloseAsync()).ShouldBe(10_000);
    }

    [Fact]
    public void A_folder_that_cannot_be_written_is_an_error_at_the_start()
    {
        var file = Path.Combine(_folder, "a-file");
        File.WriteAllText(file, "");

        Should.Throw<IOException>(() => LateJournal.Open(Path.Combine(file, "folder"), NullLogger.Instance));
    }

    private LateJournal Open() => LateJournal.Open(_folder, NullLogger.Instance);

    private static IEnumerable<string> Ids(LateJournal journal) => journal.Left.Select(entry => entry.Payment!.Request.TransactionId);

    private static LatePayment Late(string id) => new(
        new Api.Features.ScoreTransaction.ScoreTransaction(
            id, "customer", "terminal", 12.34m, "EUR", Payments.Noon, Channel.CardPresent, "DE", MerchantCategory: "5411", DeadlineMs: 200),
        Outcome.Review);
}
