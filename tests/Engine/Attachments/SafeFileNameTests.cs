using Helpdesk.Engine.Attachments;

namespace Helpdesk.Engine.Tests.Attachments;

public sealed class SafeFileNameTests
{
    [Theory]
    [InlineData("report.pdf", "report.pdf")]
    [InlineData("Verslag — één €.pdf", "Verslag — één €.pdf")]
    [InlineData("報告書 🚀.xlsx", "報告書 🚀.xlsx")]
    [InlineData("../../etc/passwd", "passwd")]
    [InlineData("..\\..\\windows\\win.ini", "win.ini")]
    [InlineData("C:\\fakepath\\shot.png", "shot.png")]
    [InlineData("/", "file")]
    [InlineData("folder/", "folder")]
    [InlineData("..", "file")]
    [InlineData(".", "file")]
    [InlineData("", "file")]
    [InlineData(null, "file")]
    [InlineData(" \t\r\n ", "file")]
    [InlineData("a\0b.txt", "a\uFFFDb.txt")]
    [InlineData("a\r\nSet-Cookie: x.txt", "aSet-Cookie: x.txt")]
    [InlineData("invoice\u202Efdp.exe", "invoicefdp.exe")]
    [InlineData("\u2066evil\u2069.txt", "evil.txt")]
    [InlineData("a\u200Bb\u200Dc\uFEFFd\u2060e\u00ADf.txt", "abcdef.txt")]
    [InlineData("\u3164", "file")]
    [InlineData("\u200B\u202E\uFEFF", "file")]
    [InlineData("wide\u2003space\u00A0.txt", "wide space .txt")]
    [InlineData("setup.exe .", "setup.exe")]
    [InlineData("setup.exe ...   ", "setup.exe")]
    [InlineData(".htaccess", ".htaccess")]
    [InlineData("<script>alert(1)</script>.svg", "script>.svg")]
    [InlineData("\U000E0041tag.txt", "tag.txt")]
    public void LX2_A_name_shows_what_it_is_and_no_folder(string? given, string shown) => SafeFileName.Of(given).Should().Be(shown);

    [Fact]
    public void LX2_Half_a_pair_becomes_the_character_for_what_is_lost() => SafeFileName.Of("a\ud83d.txt").Should().Be("a\uFFFD.txt");

    [Fact]
    public void A_long_name_keeps_its_extension_and_no_half_pair()
    {
        var plain = SafeFileName.Of(new string('x', 300) + ".tar.gz");
        plain.Should().HaveLength(200).And.EndWith("x.gz");

        // An emoji across the cut: 197 characters and ".gz" would halve it.
        var emoji = SafeFileName.Of(new string('x', 196) + "😀" + new string('y', 50) + ".gz");
        emoji.Should().Be(new string('x', 196) + ".gz");

        SafeFileName.Of("a." + new string('x', 300)).Should().HaveLength(200).And.StartWith("a.xxx");
    }
}
