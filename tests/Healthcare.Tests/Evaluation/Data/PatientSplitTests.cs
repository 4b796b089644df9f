using Healthcare.Evaluation.Data;

namespace Healthcare.Tests.Evaluation.Data;

public sealed class PatientSplitTests
{
    // Published figures hang on these: a change of the split makes them void.
    [Theory]
    [InlineData("person1", Split.Train)]
    [InlineData("IM-0115", Split.Train)]
    public void A_patient_stays_where_it_is(string patient, Split split) => PatientSplit.Of(patient).ShouldBe(split);

    [Fact]
    public void About_two_thirds_are_for_training_and_a_fifth_is_held_out()
    {
        var shares = Enumerable.Range(0, 20_000).CountBy(i => PatientSplit.Of($"person{i}")).ToDictionary(pair => pair.Key, pair => pair.Value / 20_000.0);

        shares[Split.Train].ShouldBe(0.65, tolerance: 0.02);
        shares[Split.Validation].ShouldBe(0.15, tolerance: 0.02);
        shares[Split.HeldOut].ShouldBe(0.20, tolerance: 0.02);
    }
}
