using CsCheck;
using Fraud.Api.Features.ListCases;

namespace Fraud.Tests.Features.ListCases;

public sealed class QueueCursorTests
{
    private static readonly Gen<QueueCursor> Cursors =
        from value in Gen.Long[0, 10_000_000_000_000]
        from score in Gen.Float[0, 1]
        from ticks in Gen.Long[0, DateTime.MaxValue.Ticks]
        from id in Gen.Guid
        select new QueueCursor(value / 10_000m, score, new DateTimeOffset(ticks, TimeSpan.Zero), id);

    [Fact]
    public void What_was_written_can_be_read() => Cursors.Sample(cursor => QueueCursor.Read(cursor.ToString()).ShouldBe(cursor));

    [Fact]
    public void Anything_else_is_refused_and_never_thrown_at() => Gen.String.Sample(text => QueueCursor.Read(text).ShouldBeNull());

    [Theory]
    [InlineData("-1_3f000000_1_0198c1d2e3f47a5b8c9d0e1f2a3b4c5d")]
    [InlineData("1.00001_3f000000_1_0198c1d2e3f47a5b8c9d0e1f2a3b4c5d")]
    [InlineData("99999999999999999999_3f000000_1_0198c1d2e3f47a5b8c9d0e1f2a3b4c5d")]
    [InlineData("1_7fc00000_1_0198c1d2e3f47a5b8c9d0e1f2a3b4c5d")] // not a number
    [InlineData("1_3f000000_7fffffffffffffff_0198c1d2e3f47a5b8c9d0e1f2a3b4c5d")]
    [InlineData("1_3f000000_ffffffffffffffff_0198c1d2e3f47a5b8c9d0e1f2a3b4c5d")]
    [InlineData("1_3f000000_1_0198")]
    public void What_no_page_ends_with_is_refused(string text) => QueueCursor.Read(text).ShouldBeNull();
}
