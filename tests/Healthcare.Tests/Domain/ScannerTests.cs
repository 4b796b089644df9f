using Healthcare.Api.Domain;

namespace Healthcare.Tests.Domain;

public sealed class ScannerTests
{
    private static readonly DateTimeOffset Noon = new(2026, 1, 5, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_later_prediction_replaces_an_earlier_one_and_not_the_other_way_round()
    {
        var scanner = new Scanner { Id = "xr-1" };

        scanner.TryMark(Failure(Noon, cycles: 20)).ShouldBeTrue();
        scanner.TryMark(Failure(Noon.AddHours(-1), cycles: 30)).ShouldBeFalse();
        scanner.TryMark(Failure(Noon.AddHours(1), cycles: 10)).ShouldBeTrue();

        scanner.StandingFailure.ShouldNotBeNull().RemainingCycles.ShouldBe(10);
    }

    [Fact]
    public void A_service_ends_the_mark_of_what_was_predicted_before()
    {
        var scanner = new Scanner { Id = "xr-1" };
        scanner.TryMark(Failure(Noon, cycles: 20));

        scanner.Register("Room 1", servicedAt: Noon.AddMinutes(1), now: Noon.AddHours(1));
        scanner.StandingFailure.ShouldBeNull();

        scanner.TryMark(Failure(Noon.AddHours(2), cycles: 15));
        scanner.StandingFailure.ShouldNotBeNull();
    }

    [Fact]
    public void Registering_again_moves_it_and_keeps_the_rest()
    {
        var scanner = new Scanner { Id = "xr-1" };
        scanner.Register("Room 1", servicedAt: Noon.AddDays(-1), now: Noon);

        scanner.Register("Room 2", servicedAt: null, now: Noon.AddHours(1));

        scanner.Location.ShouldBe("Room 2");
        scanner.RegisteredAt.ShouldBe(Noon);
        scanner.ServicedAt.ShouldBe(Noon.AddDays(-1));
    }

    private static PredictedFailure Failure(DateTimeOffset at, double cycles) => new(Guid.CreateVersion7(at), cycles, cycles - 5, cycles + 5, ["s11"], at);
}
