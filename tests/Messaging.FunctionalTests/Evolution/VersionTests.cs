using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Platform.Messaging;
using Platform.Messaging.Envelope;
using Platform.TestKit;

namespace Messaging.FunctionalTests.Evolution;

/// <summary>Producers and consumers of two versions of one event, in every combination that a deployment goes through.</summary>
public sealed class VersionTests(ShopFixture fixture) : IClassFixture<ShopFixture>
{
    private const string NewQueue = "shop." + V2.ParcelPosted.Type;

    [Fact]
    public async Task A_new_producer_writes_both_versions_as_approved_and_under_one_id()
    {
        await using var older = await fixture.Broker.SubscribeAsync(V1.ParcelPosted.Type);
        await using var newer = await fixture.Broker.SubscribeAsync(V2.ParcelPosted.Type);
        await using var producer = await StartAsync(PublishBoth);

        await PostAsync(producer, Approved.ParcelV2);

        var (v1, v2) = (await older.NextAsync(), await newer.NextAsync());
        v1.Content.ShouldBeApproved(Approved.V1Json);
        v2.Content.ShouldBeApproved(Approved.V2Json);
        v1.Envelope.ShouldNotBeNull().Type.ShouldBe(V1.ParcelPosted.Type);
        v2.Envelope.ShouldNotBeNull().ShouldBe(v1.Envelope with { Type = V2.ParcelPosted.Type, TraceParent = v2.Envelope.TraceParent });
        await Eventually.TrueAsync(async () => await fixture.WaitingInOutboxAsync() == 0, "the outbox is empty");
    }

    [Fact]
    public async Task A_new_producer_is_understood_by_an_old_consumer()
    {
        await using var producer = await StartAsync(PublishBoth);
        await using var consumer = await StartAsync(ConsumeOld);

        var posted = new V2.ParcelPosted(Guid.CreateVersion7(), 2.5m, Pieces: 3);
        await PostAsync(producer, posted);

        await HeardAsync(consumer, new V1.ParcelPosted(posted.ParcelId, 2_500));
    }

    [Fact]
    public async Task An_old_producer_is_understood_by_a_new_consumer()
    {
        await using var consumer = await StartAsync(ConsumeNew);

        await PublishAsync(V1.ParcelPosted.Type, Approved.V1Json);

        await HeardAsync(consumer, Approved.ParcelV2);
    }

    [Fact]
    public async Task Members_that_a_consumer_does_not_know_are_ignored_and_optional_ones_that_are_missing_have_their_default()
    {
        await using var consumer = await StartAsync(ConsumeNew);
        var parcelId = Guid.CreateVersion7();
        var content = new JsonObject { ["parcelId"] = parcelId, ["kilograms"] = 3, ["addedLater"] = new JsonObject { ["by"] = "someone" } };

        await PublishAsync(V2.ParcelPosted.Type, Encoding.UTF8.GetBytes(content.ToJsonString()));

        await HeardAsync(consumer, new V2.ParcelPosted(parcelId, 3, Pieces: 1, Carrier: null));
    }

    [Fact]
    public async Task A_member_that_is_not_optional_may_not_be_missing()
    {
        await using var consumer = await StartAsync(ConsumeNew);

        var id = await PublishAsync(V2.ParcelPosted.Type, """{"kilograms":3}"""u8.ToArray());

        (await ParkedAsync(id)).ShouldBe(Failure.Unreadable);
    }

    [Fact]
    public async Task A_version_that_a_consumer_does_not_know_is_parked_at_once()
    {
        await using var consumer = await StartAsync(ConsumeNew);

        var id = await PublishAsync("shop.parcel-posted.v3", Approved.V2Json, NewQueue);

        (await ParkedAsync(id)).ShouldBe(Failure.UnknownVersion);
    }

    /// <summary>With an upcaster the new replicas help with the old queue; without, they hear the new version only.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_consumer_that_moves_to_the_new_version_in_a_rolling_deployment_has_every_effect_once(bool upcasts)
    {
        const int Parcels = 40;
        await using var producer = await StartAsync(PublishBoth);
        var posted = new List<Guid>();

        await using (var old = await StartAsync(ConsumeOld))
        {
            await PostSomeAsync();
            await using (var replica = await StartAsync(upcasts ? ConsumeNew : ConsumeNewOnly))
            {
                await PostSomeAsync();
                await old.StopAsync();
                await PostSomeAsync();
            }
        }

        await using var last = await StartAsync(upcasts ? ConsumeNew : ConsumeNewOnly);
        await PostSomeAsync();

        await Eventually.TrueAsync(async () => (await EffectsAsync(posted)).Count == posted.Count, "every parcel is posted");
        await Eventually.TrueAsync(async () => await fixture.Broker.CountAsync(NewQueue) == 0, "the new queue is empty");
        await last.StopAsync();
        (await EffectsAsync(posted)).ShouldAllBe(effects => effects == 1);

        async Task PostSomeAsync()
        {
            for (var i = 0; i < Parcels; i++)
            {
                var parcel = new V2.ParcelPosted(Guid.CreateVersion7(), 1 + i);
                await PostAsync(producer, parcel);
                posted.Add(parcel.ParcelId);
            }
        }
    }

    private static void PublishBoth(MessagingBuilder<ShopContext> messaging) => messaging
        .Publishes(V2.ParcelPosted.Type, ParcelJson.Default.ParcelPostedV2, older: p => p
            .AlsoAs(V1.ParcelPosted.Type, ParcelJson.Default.ParcelPostedV1, v2 => new V1.ParcelPosted(v2.ParcelId, (int)(v2.Kilograms * 1_000))));

    private static void ConsumeOld(MessagingBuilder<ShopContext> messaging) => messaging
        .Consumes<V1.ParcelPosted, OldParcelConsumer>(V1.ParcelPosted.Type, ParcelJson.Default.ParcelPostedV1);

    private static void ConsumeNew(MessagingBuilder<ShopContext> messaging) => messaging
        .Consumes<V2.ParcelPosted, NewParcelConsumer>(V2.ParcelPosted.Type, ParcelJson.Default.ParcelPostedV2, s => s
            .Upcasts(V1.ParcelPosted.Type, ParcelJson.Default.ParcelPostedV1, v1 => new V2.ParcelPosted(v1.ParcelId, v1.WeightGrams / 1_000m)));

    private static void ConsumeNewOnly(MessagingBuilder<ShopContext> messaging) => messaging
        .Consumes<V2.ParcelPosted, NewParcelConsumer>(V2.ParcelPosted.Type, ParcelJson.Default.ParcelPostedV2);

    private async Task<ShopHost> StartAsync(Action<MessagingBuilder<ShopContext>> messaging)
    {
        var host = await ShopHost.StartAsync(
            fixture.Database.ConnectionString, fixture.Broker.ConnectionString, messaging, s => s.AddSingleton<PostRoom>());
        await Eventually.TrueAsync(host.IsReadyAsync, "the host is ready");
        return host;
    }

    private static Task HeardAsync(ShopHost host, object parcel) =>
        Eventually.TrueAsync(() => host.Services.GetRequiredService<PostRoom>().Parcels.Contains(parcel), $"{parcel} is heard of");

    private static Task<int> PostAsync(ShopHost producer, V2.ParcelPosted parcel) => producer.InScopeAsync(services =>
    {
        services.GetRequiredService<IOutbox>().Add(parcel);
        return services.GetRequiredService<ShopContext>().SaveChangesAsync();
    });

    private async Task<Guid> PublishAsync(string type, byte[] content, string? queue = null)
    {
        var envelope = new EventEnvelope(Guid.CreateVersion7(), type, "/platform/test", null, DateTimeOffset.UnixEpoch);
        await fixture.Broker.PublishRawAsync(EnvelopeHeaders.Write(envelope), content, queue, type);
        return envelope.Id;
    }

    private Task<string> ParkedAsync(Guid id) => Eventually.GetAsync(
        () => fixture.Database.ScalarAsync<string>(
            $"SELECT reason FROM messaging.dead_letters WHERE queue = '{NewQueue}' AND message_id = '{id}' AND attempts = 1"),
        "the message is parked at its first attempt");

    /// <summary>How often each parcel that was posted at all had its effect.</summary>
    private async Task<List<long>> EffectsAsync(IReadOnlyCollection<Guid> parcels)
    {
        var ids = string.Join(",", parcels.Select(id => $"'{id}'"));
        var counts = await fixture.Database.ScalarAsync<long[]>(
            $"SELECT coalesce(array_agg(n), '{{}}') FROM (SELECT count(*) AS n FROM shipments WHERE \"OrderId\" IN ({ids}) GROUP BY \"OrderId\") counted");
        return [.. counts!];
    }
}
