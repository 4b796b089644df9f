using CsCheck;
using Platform.Messaging.DeadLetters;

namespace Messaging.Tests.DeadLetters;

public sealed class PageCursorTests
{
    [Fact]
    public void A_cursor_comes_back_as_it_was_given() =>
        Gen.Select(Gen.DateTime, Gen.Guid).Sample((at, id) =>
        {
            var cursor = new PageCursor(new DateTimeOffset(at.Ticks, TimeSpan.Zero), id);
            return PageCursor.Read(cursor.ToString()) == cursor;
        });

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("-")]
    [InlineData("yesterday")]
    [InlineData("8de2a3b4c5d6e7f-00000000")]
    [InlineData("ffffffffffffffff-00000000000000000000000000000000")]
    [InlineData("7fffffffffffffff-00000000000000000000000000000000")]
    public void Anything_else_is_none(string? text) => PageCursor.Read(text).ShouldBeNull();

    [Fact]
    public void No_text_makes_it_throw() => Gen.String.Sample(text => PageCursor.Read(text) is null || text.Contains('-', StringComparison.Ordinal));
}
