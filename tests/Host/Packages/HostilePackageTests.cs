using System.Text;
using Helpdesk.Host.Packages;
using Helpdesk.Host.Process;

namespace Helpdesk.Host.Tests.Packages;

/// <summary>LP8: a package that means ill is refused with a sentence, and nothing is left of it anywhere.</summary>
public sealed class HostilePackageTests : IDisposable
{
    private const int Link = unchecked((int)0xA1FF_0000);
    private const int Device = 0x21B6_0000;

    private readonly PackageYard _yard = new();

    public static TheoryData<string> BadPaths { get; } =
    [
        "../precious", "files/../../precious", "..", "/etc/passwd", "//server/share", "C:/Windows/evil.dll", "C:evil.dll", "..\\precious", "files\\evil.dll",
        "./plugin.json", "files//evil.dll", "CON", "nul.dll", "files/com1.txt", "LPT\u00b9", "evil.dll.", "evil.dll ", " evil.dll", "evil\u0000.dll", "evil\n.dll", "evil?.dll",
        "e\u0301vil.dll", "files/" + LongName, "evil.dll:stream",
    ];

    private const string LongName = "0123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789.dll";

    public void Dispose() => _yard.Dispose();

    [Theory]
    [MemberData(nameof(BadPaths))]
    public Task A_path_that_leads_out_or_means_another_file_somewhere_is_refused(string path) =>
        RefusedAsync(PackageMaker.Good().With(path, "evil").Zip(), "*path*");

    [Fact]
    public Task A_symbolic_link_is_refused() =>
        RefusedAsync(PackageMaker.Good().With("config", Encoding.UTF8.GetBytes("/etc/passwd"), Link).Zip(), "*'config' is a link*");

    [Fact]
    public Task A_device_is_refused() =>
        RefusedAsync(PackageMaker.Good().With("config", [], Device).Zip(), "*'config' is a link or something else*");

    [Theory]
    [InlineData("Evil.dll")]
    [InlineData("EVIL.DLL")]
    public Task Two_files_of_one_name_are_refused_whatever_the_capitals(string name) =>
        RefusedAsync(PackageMaker.Good().With(name, "evil").Zip(), "*twice*");

    [Fact]
    public Task A_file_that_is_a_folder_as_well_is_refused() =>
        RefusedAsync(PackageMaker.Good().With("files", "evil").With("Files/more", "evil").Zip(), "*a file and a folder*");

    [Fact]
    public Task What_was_changed_after_packing_is_refused() =>
        RefusedAsync(PackageMaker.Good().With("files/a", "evil").Zip(ListOf(PackageMaker.Good().With("files/a", "good"))), "*'files/a' is not what was packed*");

    [Fact]
    public Task A_file_that_was_added_after_packing_is_refused() =>
        RefusedAsync(PackageMaker.Good().With("files/a", "evil").Zip(ListOf(PackageMaker.Good())), "*'files/a' is in the package but not in*");

    [Fact]
    public Task A_file_that_was_taken_out_after_packing_is_refused() =>
        RefusedAsync(PackageMaker.Good().Zip(ListOf(PackageMaker.Good().With("files/a", "good"))), "*'files/a' is in checksums.sha256 but not in*");

    [Theory]
    [InlineData("not a list")]
    [InlineData("0123  Evil.dll\n")]
    public Task A_list_that_is_none_is_refused(string list) => RefusedAsync(PackageMaker.Good().Zip(list), "*not a list of checksums*");

    [Fact]
    public Task A_package_without_a_list_is_refused() => RefusedAsync(PackageMaker.Good().Zip(withChecksums: false), "There is no checksums.sha256*");

    [Fact]
    public Task A_package_without_a_manifest_is_refused() => RefusedAsync(PackageMaker.Good().Without("plugin.json").Zip(), "There is no plugin.json*");

    [Fact]
    public Task A_folder_that_was_packed_instead_of_what_is_in_it_is_named() =>
        RefusedAsync(new PackageMaker().With("evil-1.0.0/plugin.json", PackageMaker.Manifest()).Zip(), "*not at the top of the package but in 'evil-1.0.0'*");

    [Fact]
    public Task A_manifest_beyond_its_limit_is_refused() =>
        RefusedAsync(PackageMaker.Good().Without("plugin.json").With("plugin.json", PackageMaker.Manifest() + new string(' ', 64 * 1024)).Zip(), "*larger than 64 KiB*");

    [Theory]
    [InlineData("..", "1.0.0")]
    [InlineData("../evil", "1.0.0")]
    [InlineData("evil", "../1.0.0")]
    [InlineData("evil", "1.0.0/../../..")]
    [InlineData("desk", "1.0.0")]
    public Task An_id_or_a_version_that_is_a_path_or_the_desk_is_refused(string id, string version) =>
        RefusedAsync(PackageMaker.Good(id, version).Zip(), "*'*'*");

    [Fact]
    public Task A_bomb_is_refused_while_it_is_being_unpacked() =>
        RefusedAsync(PackageMaker.Good().With("bomb", new byte[20 * 1024 * 1024]).Zip(), "*bomb*");

    [Fact]
    public Task More_files_than_anybody_needs_are_refused()
    {
        var package = PackageMaker.Good();
        for (var i = 0; i < PackageLimits.MostEntries; i++)
        {
            package.With($"f{i}", []);
        }

        return RefusedAsync(package.Zip(), "*more than 2000 files*");
    }

    [Fact]
    public Task A_directory_with_more_entries_than_it_admits_is_refused()
    {
        var zip = PackageMaker.Good().Zip();
        zip[^12] = zip[^14] = 1;

        return RefusedAsync(zip, "*");
    }

    [Fact]
    public Task An_encrypted_file_is_refused()
    {
        var zip = PackageMaker.Good().Zip();
        foreach (var (signature, flags) in new[] { ("PK\x3\x4", 6), ("PK\x1\x2", 8) })
        {
            zip[zip.AsSpan().IndexOf(Encoding.ASCII.GetBytes(signature)) + flags] |= 1;
        }

        return RefusedAsync(zip, "*encrypted*");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(10)]
    [InlineData(200)]
    [InlineData(400)]
    public Task A_package_that_is_cut_short_is_refused(int length) => RefusedAsync(PackageMaker.Good().Zip()[..length], "*not a package*");

    [Fact]
    public Task A_package_that_lacks_its_last_byte_is_refused() => RefusedAsync(PackageMaker.Good().Zip()[..^1], "*not a package*");

    [Fact]
    public async Task Any_single_byte_may_be_wrong_and_the_package_is_refused_or_the_same()
    {
        var zip = PackageMaker.Good().Zip();
        var before = _yard.Tree();
        for (var at = 0; at < zip.Length; at++)
        {
            var changed = zip.ToArray();
            changed[at] ^= 0x55;
            try
            {
                using var incoming = await _yard.OpenAsync(changed);
                incoming.Plugin.Manifest.Id.Should().Be("evil");
            }
            catch (PackageRefusedException refused)
            {
                refused.Message.Should().NotBeEmpty();
            }
        }

        _yard.Tree().Should().Equal(before);
    }

    [Fact]
    public Task A_plugin_for_another_engine_is_refused() =>
        RefusedAsync(PackageMaker.Good().Without("plugin.json").With("plugin.json", PackageMaker.Manifest(engine: "^99.0.0")).Zip(), "*engine ^99.0.0*");

    [Fact]
    public async Task What_came_with_the_desk_is_replaced_by_something_newer_only()
    {
        FixturePlugins.Lay(_yard.Bundled, "SampleV2");
        Directory.Move(Path.Combine(_yard.Bundled, "sample", "2.0.0"), Path.Combine(_yard.Bundled, "Sample2"));

        await RefusedAsync(PackageMaker.Good("sample", "1.9.9").Zip(), "*older than 2.0.0, which came with the desk*");
        await RefusedAsync(PackageMaker.Good("sample", "2.0.0").Zip(), "*here already, with other contents*");
        using var newer = await _yard.OpenAsync(PackageMaker.Good("sample", "2.0.1").Zip());
        newer.Plugin.Manifest.Version.Should().Be("2.0.1");
    }

    [Fact]
    public async Task What_a_process_that_ended_left_is_swept_at_the_next_start()
    {
        var left = Path.Combine(_yard.Data, "incoming", "0123");
        Directory.CreateDirectory(left);
        await File.WriteAllTextAsync(Path.Combine(left, "half"), "a plugin");
        using var incoming = await _yard.OpenAsync(PackageMaker.Good().Zip());

        HeldFolderTree().Should().Contain(left);
        HeldFolder.Sweep(Path.Combine(_yard.Data, "incoming"));
        HeldFolderTree().Should().NotContain(left).And.Contain(incoming.Plugin.Folder, "somebody holds that one");
    }

    private List<string> HeldFolderTree() => [.. Directory.EnumerateDirectories(Path.Combine(_yard.Data, "incoming"), "*", SearchOption.AllDirectories)];

    private static string ListOf(PackageMaker package)
    {
        using var archive = new System.IO.Compression.ZipArchive(new MemoryStream(package.Zip()));
        using var list = new StreamReader(archive.GetEntry(PackageChecksums.FileName)!.Open());
        return list.ReadToEnd();
    }

    private async Task RefusedAsync(byte[] package, string sentence)
    {
        var before = _yard.Tree();

        await FluentActions.Awaiting(() => _yard.OpenAsync(package)).Should().ThrowAsync<PackageRefusedException>().WithMessage(sentence);

        _yard.Tree().Should().Equal(before);
    }
}
