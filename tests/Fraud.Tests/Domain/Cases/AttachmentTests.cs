using System.Text;
using Fraud.Api.Domain.Cases;

namespace Fraud.Tests.Domain.Cases;

public sealed class AttachmentTests
{
    [Theory]
    [InlineData("89504E470D0A1A0A00", AttachmentKind.Png)]
    [InlineData("FFD8FFE0", AttachmentKind.Jpeg)]
    [InlineData("255044462D312E37", AttachmentKind.Pdf)]
    [InlineData("5061696420C3A4", AttachmentKind.Text)]
    public void The_kind_is_told_by_the_content(string hexadecimal, AttachmentKind kind) =>
        AttachmentKinds.Of(Convert.FromHexString(hexadecimal)).ShouldBe(kind);

    [Theory]
    [InlineData("")] // nothing
    [InlineData("4D5A9000")] // a program for Windows
    [InlineData("7F454C46")] // one for Linux
    [InlineData("504B0304")] // an archive, or an office document with whatever is in it
    [InlineData("89504E47")] // half a PNG signature
    [InlineData("61C3")] // half a character
    [InlineData("6100")] // text with a zero
    [InlineData("1B5B324A")] // text that clears a terminal
    public void Other_files_are_not_taken(string hexadecimal) => AttachmentKinds.Of(Convert.FromHexString(hexadecimal)).ShouldBeNull();

    [Fact]
    public void A_page_with_a_script_is_plain_text_to_whoever_downloads_it() =>
        AttachmentKinds.Of(Encoding.UTF8.GetBytes("<script>alert(1)</script>"))!.Value.MediaType().ShouldBe("text/plain; charset=utf-8");

    [Theory]
    [InlineData("receipt.png")]
    [InlineData("Beleg vom 3. März (2).pdf")]
    [InlineData("領収書.jpg")]
    public void Files_have_ordinary_names(string name) => AttachmentName.IsValid(name).ShouldBeTrue();

    [Theory]
    [InlineData("")]
    [InlineData("..")]
    [InlineData(" ")]
    [InlineData("../etc/passwd")]
    [InlineData("a\\b")]
    [InlineData("a\r\nSet-Cookie: b")]
    [InlineData("\u202Efdp.exe")]
    public void Names_that_are_paths_or_deceive_are_refused(string name) => AttachmentName.IsValid(name).ShouldBeFalse();

    [Fact]
    public void A_name_is_no_longer_than_it_can_be_stored()
    {
        AttachmentName.IsValid(new string('a', CaseAttachment.LongestName)).ShouldBeTrue();
        AttachmentName.IsValid(new string('a', CaseAttachment.LongestName + 1)).ShouldBeFalse();
    }
}
