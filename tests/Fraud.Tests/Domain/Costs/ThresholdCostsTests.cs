using CsCheck;
using Fraud.Api.Domain;
using Fraud.Api.Domain.Costs;

namespace Fraud.Tests.Domain.Costs;

public sealed class ThresholdCostsTests
{
    private static readonly KnownPayment[] Payments =
    [
        new(.1f, 20, Fraud: false), new(.2f, 50, Fraud: true), new(.4f, 30, Fraud: false), new(.6f, 200, Fraud: true), new(.8f, 40, Fraud: false), new(.9f, 500, Fraud: true),
    ];

    [Fact]
    public void A_pair_costs_what_is_lost_looked_at_and_stopped()
    {
        // Approved: .1 and .2, which loses 50. Review: .4 and .6 at 5 each. Declined: .8, a customer stopped for 30, and .9.
        var cost = new ThresholdCosts(Payments, new CostOfErrors(Review: 5, StoppedCustomer: 30)).At(new Thresholds(.3, .7));

        cost.ShouldBe(new CostPoint(.3, .7, Cost: 90, FraudLost: 50, Reviews: 2, GenuineDeclined: 1, FraudsApproved: 1));
    }

    [Fact]
    public void What_review_misses_and_what_is_recovered_count_in_part()
    {
        // 80 % of a loss is lost in the end, and half of the frauds in review are missed: .8 * (50 + 200 / 2) = 120.
        var costs = new CostOfErrors(Review: 5, StoppedCustomer: 30, LossShare: .8, ReviewCatches: .5);

        new ThresholdCosts(Payments, costs).At(new Thresholds(.3, .7)).Cost.ShouldBe(120 + 10 + 30, 1e-9);
    }

    [Fact]
    public void The_cheapest_reviews_where_a_look_is_worth_it_and_declines_where_a_stopped_customer_is()
    {
        // From .2 on five looks at 5 save everything; declining .9 saves a look and stops nobody, declining .8 too costs 30 more.
        var cheapest = new ThresholdCosts(Payments, new CostOfErrors(Review: 5, StoppedCustomer: 30)).Cheapest();

        (cheapest.Review, cheapest.Decline, cheapest.Cost).ShouldBe(((double).2f, (double).9f, 20));
    }

    [Fact]
    public void Nothing_is_held_up_where_looks_cost_more_than_frauds()
    {
        var cheapest = new ThresholdCosts(Payments, new CostOfErrors(Review: 10_000, StoppedCustomer: 10_000)).Cheapest();

        (cheapest.Reviews, cheapest.Cost, cheapest.FraudsApproved).ShouldBe((0, 250, 2)); // .9 alone is declined
    }

    [Fact]
    public void The_cheapest_pair_is_that_of_a_naive_search()
    {
        var payment = Gen.Select(Gen.Int[1, 9], Gen.Int[0, 100], Gen.Bool).Select(row => new KnownPayment(row.Item1 / 10f, row.Item2, row.Item3));
        var costs = Gen.Select(Gen.Int[0, 30], Gen.Int[0, 60], Gen.Int[0, 4], Gen.Int[0, 4])
            .Select(row => new CostOfErrors(row.Item1, row.Item2, row.Item3 / 4.0, row.Item4 / 4.0));
        Gen.Select(payment.Array[1, 20], costs).Sample((payments, c) =>
        {
            var all = new ThresholdCosts(payments, c);
            double[] candidates = [.. payments.Select(p => (double)p.Score).Distinct().Append(1).Order()];
            var naive = candidates.SelectMany(r => candidates.Where(d => d >= r).Select(d => Naive(payments, c, r, d))).Min();

            all.Cheapest().Cost.ShouldBe(naive, 1e-9);
            all.ByReview().Min(p => p.Cost).ShouldBe(naive, 1e-9);
            all.ByReview().ShouldAllBe(p => Math.Abs(p.Cost - candidates.Where(d => d >= p.Review).Min(d => Naive(payments, c, p.Review, d))) < 1e-9);
            all.ByDecline().ShouldAllBe(p => Math.Abs(p.Cost - candidates.Where(r => r <= p.Decline).Min(r => Naive(payments, c, r, p.Decline))) < 1e-9);
        });
    }

    private static double Naive(KnownPayment[] payments, CostOfErrors costs, double review, double decline) => payments.Sum(p =>
        p.Score >= decline ? (p.Fraud ? 0 : costs.StoppedCustomer)
        : p.Score >= review ? costs.Review + (p.Fraud ? p.Amount * costs.LossShare * (1 - costs.ReviewCatches) : 0)
        : p.Fraud ? p.Amount * costs.LossShare : 0);
}
