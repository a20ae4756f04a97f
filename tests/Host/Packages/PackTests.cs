using System.IO.Compression;
using Helpdesk.Host.Packages;

namespace Helpdesk.Host.Tests.Packages;

/// <summary>Packages from folders: always the same bytes, and nothing that an installation would refuse.</summary>
public sealed class PackTests : IDisposable
{
    private readonly PackageYard _yard = new();

    public void Dispose() => _yard.Dispose();

    [Fact]
    public async Task The_same_files_make_the_same_bytes_wherever_and_whenever_they_lie()
    {
        var one = Lay("one", "SampleV1");
        var other = Lay("other", "SampleV1");
        foreach (var file in Directory.EnumerateFiles(other, "*", SearchOption.AllDirectories))
        {
            File.SetLastWriteTimeUtc(file, new DateTime(2001, 2, 3, 4, 5, 6, DateTimeKind.Utc));
        }

        (await PackageYard.PackAsync(other)).Should().Equal(await PackageYard.PackAsync(one));
    }

    [Fact]
    public async Task A_package_that_was_unpacked_is_packed_into_itself_again()
    {
        var package = await PackageYard.PackAsync(Lay("one", "SampleV1"));
        using var incoming = await _yard.OpenAsync(package);

        (await PackageYard.PackAsync(incoming.Plugin.Folder)).Should().Equal(package);
    }

    [Fact]
    public async Task Everything_of_the_folder_is_in_it_in_order_and_can_be_checked_by_hand()
    {
        var folder = Lay("one", "SampleV1");
        using var archive = new ZipArchive(new MemoryStream(await PackageYard.PackAsync(folder)));

        archive.Entries.Select(entry => entry.FullName).Should().Contain("plugin.json").And.Contain("wwwroot/sample.css").And.EndWith("checksums.sha256");
        archive.Entries.SkipLast(1).Select(entry => entry.FullName).Should().BeInAscendingOrder(StringComparer.Ordinal);
        using var list = new StreamReader(archive.Entries[^1].Open());
        (await list.ReadToEndAsync()).Should().MatchRegex("(?m)^[0-9a-f]{64}  Sample\\.dll$");
    }

    [Theory]
    [InlineData("NeedsNewerEngine", "*engine*")]
    [InlineData("ShipsEngine", "*Helpdesk.Engine*")]
    public void What_could_not_be_installed_is_not_packed(string fixture, string sentence) =>
        FluentActions.Invoking(() => PackedPlugin.In(Lay("one", fixture))).Should().Throw<PackageRefusedException>().WithMessage(sentence);

    [Fact]
    public void A_file_whose_name_some_system_does_not_take_is_not_packed()
    {
        var folder = Lay("one", "SampleV1");
        File.WriteAllText(Path.Combine(folder, "aux.txt"), "");

        FluentActions.Invoking(() => PackedPlugin.In(folder)).Should().Throw<PackageRefusedException>().WithMessage("*aux.txt*");
    }

    [Fact]
    public async Task What_looks_like_a_bomb_is_not_packed()
    {
        var folder = Lay("one", "SampleV1");
        File.WriteAllBytes(Path.Combine(folder, "zeros"), new byte[40 * 1024 * 1024]);

        await FluentActions.Awaiting(() => PackageYard.PackAsync(folder)).Should().ThrowAsync<PackageRefusedException>().WithMessage("*no desk would unpack*");
    }

    [Fact]
    public void A_folder_that_was_changed_since_it_was_unpacked_is_not_as_it_was_packed()
    {
        var folder = Lay("one", "SampleV1");
        File.WriteAllBytes(Path.Combine(folder, PackageChecksums.FileName), PackageChecksums.Of(folder).ToBytes());
        File.AppendAllText(Path.Combine(folder, "wwwroot", "sample.css"), "body { display: none }");

        FluentActions.Invoking(() => PackedPlugin.In(folder)).Should().Throw<PackageRefusedException>().WithMessage("*sample.css*tampered*");
    }

    private string Lay(string root, string fixture) => FixturePlugins.Lay(Path.Combine(_yard.Folder, root), fixture)[0];
}
