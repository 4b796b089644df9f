using System.Globalization;
using Simulator.Traffic;

namespace Simulator.Payments;

/// <summary>
/// The payments of any day, the same whenever they are asked for: a simulator that starts again goes on where it was.
/// Scenarios follow the handbook (see <see cref="CardWorld"/>), which has 10,000 terminals and 5,000 customers; the daily
/// draws of compromised ones are scaled to this world's size.
/// </summary>
public sealed class PaymentCalendar(int seed, CardWorld world)
{
    private const double LargeAmount = 220;
    private const int TerminalDays = 28;
    private const int CardDays = 14;
    private const int SecondsADay = 86_400;

    /// <summary>The payments of one day (UTC) in the order of their times.</summary>
    public IReadOnlyList<Payment> Day(DateOnly day)
    {
        var random = Draw.For(seed, "payments", day.DayNumber);
        var compromised = Compromised("terminal", day, TerminalDays, world.Terminals.Count, 2.0 / 10_000);
        var copied = Compromised("card", day, CardDays, world.Customers.Count, 3.0 / 5_000);
        var midnight = new DateTimeOffset(day, TimeOnly.MinValue, TimeSpan.Zero);

        return [.. Drawn(random, compromised, copied)
            .OrderBy(payment => payment.Second)
            .Select((payment, number) => new Payment(
                string.Create(CultureInfo.InvariantCulture, $"sim-{seed}-{day:yyyyMMdd}-{number:D6}"),
                payment.Customer.Id,
                world.Terminals[payment.Terminal],
                payment.Amount,
                midnight.AddSeconds(payment.Second),
                payment.Fraud))];
    }

    private IEnumerable<(CardHolder Customer, int Terminal, decimal Amount, double Second, FraudScenario Fraud)> Drawn(
        Random random, HashSet<int> compromised, HashSet<int> copied)
    {
        for (var number = 0; number < world.Customers.Count; number++)
        {
            var customer = world.Customers[number];
            for (var left = random.Poisson(customer.PaymentsPerDay); left > 0; left--)
            {
                // Around noon; what falls outside the day does not happen.
                var second = random.Normal(SecondsADay / 2.0, 20_000);
                if (second is <= 0 or >= SecondsADay)
                {
                    continue;
                }

                var amount = random.Normal(customer.MeanAmount, customer.MeanAmount / 2);
                amount = amount < 0 ? random.Uniform(0, customer.MeanAmount * 2) : amount;
                var terminal = random.Pick(customer.Terminals);

                var fraud = amount > LargeAmount ? FraudScenario.LargeAmount : FraudScenario.None;
                fraud = compromised.Contains(terminal) ? FraudScenario.CompromisedTerminal : fraud;
                if (copied.Contains(number) && random.NextDouble() < 1.0 / 3)
                {
                    (amount, fraud) = (amount * 5, FraudScenario.CopiedCard);
                }

                yield return (customer, terminal, Math.Max(0.01m, Math.Round((decimal)amount, 2)), second, fraud);
            }
        }
    }

    /// <summary>Who was drawn on this day or on one of those before it that still count.</summary>
    private HashSet<int> Compromised(string subject, DateOnly day, int days, int of, double share)
    {
        var drawn = new HashSet<int>();
        for (var ago = 0; ago < days; ago++)
        {
            var random = Draw.For(seed, subject, day.DayNumber - ago);
            for (var left = random.Poisson(share * of); left > 0; left--)
            {
                drawn.Add(random.Next(of));
            }
        }

        return drawn;
    }
}
