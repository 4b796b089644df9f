namespace Fraud.Api.Domain.Features;

/// <summary>
/// The rolling windows of the features, as the Fraud Detection Handbook defines them: Le Borgne, Siblini, Lebichot,
/// Bontempi, "Reproducible Machine Learning for Credit Card Fraud Detection", ULB 2022, chapter 3.4 (Baseline feature
/// transformation).
/// <para>For a payment at <c>t</c>, in seconds and not in calendar days:</para>
/// <list type="bullet">
/// <item>a customer's window of <c>w</c> days is <c>(t - w, t]</c>, the payment itself included;</item>
/// <item>a terminal's window of <c>w</c> days is <c>(t - 7 - w, t - 7]</c>: the handbook takes the counts over
/// <c>(t - 7 - w, t]</c> less those over <c>(t - 7, t]</c>, because a fraud is known only after some days.</item>
/// </list>
/// <para>Not the handbook's: what a customer usually pays and a terminal's run of frauds are taken from
/// <c>(t - 7 - 30, t - 7]</c>, where labels are known.</para>
/// <para>Payments of the same instant count in the order in which they were recorded.</para>
/// <para>Labels count from when they became known, in training as in the service. Within <see cref="LabelDelay"/> that makes no
/// difference: the windows of the terminals look no nearer than that.</para>
/// </summary>
public static class FeatureWindows
{
    public static readonly TimeSpan Day = TimeSpan.FromDays(1);
    public static readonly TimeSpan Week = TimeSpan.FromDays(7);
    public static readonly TimeSpan Month = TimeSpan.FromDays(30);

    /// <summary>How long a chargeback may take before the features miss it.</summary>
    public static readonly TimeSpan LabelDelay = TimeSpan.FromDays(7);
}
