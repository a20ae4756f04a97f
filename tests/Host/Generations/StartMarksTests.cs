using Helpdesk.Host.Generations;
using Helpdesk.Host.Process;
using Microsoft.Extensions.Configuration;

namespace Helpdesk.Host.Tests.Generations;

public sealed class StartMarksTests : IDisposable
{
    private const string Plugin = "sample";
    private readonly string _folder = Directory.CreateTempSubdirectory("helpdesk-").FullName;

    [Fact]
    public void A_start_that_came_back_leaves_no_mark()
    {
        Process().Begin(Plugin).Dispose();

        Process().Count(Plugin).Should().Be(0);
        Directory.GetFiles(Path.Combine(_folder, "starting")).Should().BeEmpty();
    }

    [Fact]
    public void Starts_that_never_came_back_add_up_wherever_they_ended()
    {
        Process().Begin(Plugin);
        var second = Process();
        second.Begin(Plugin).Dispose();
        second.Begin(Plugin);

        Process().Count(Plugin).Should().Be(2);
        Process().Count("another").Should().Be(0);
    }

    [Fact]
    public void Ends_that_had_another_reason_do_not_add_up_over_starts_that_went_well()
    {
        for (var life = 0; life < 3; life++)
        {
            Process().Begin(Plugin);
            var next = Process();
            next.Begin(Plugin).Dispose();
            next.CameUp(Plugin);
        }

        Process().Count(Plugin).Should().Be(0);
    }

    [Fact]
    public void A_crash_counts_however_well_the_starts_went_and_only_once()
    {
        for (var life = 1; life <= 2; life++)
        {
            var marks = Process();
            using (marks.Begin(Plugin))
            {
                marks.Blame(Plugin);
            }

            marks.CameUp(Plugin);
            Process().Count(Plugin).Should().Be(life);
        }

        Process().Forgive(Plugin);
        Process().Count(Plugin).Should().Be(0);
    }

    [Theory]
    [InlineData("")]
    [InlineData("two")]
    [InlineData("-1 -1")]
    [InlineData("99999999999")]
    public void A_mark_that_can_not_be_read_accuses_nobody(string content)
    {
        var marks = Process();
        File.WriteAllText(Path.Combine(_folder, "starting", Plugin), content);

        marks.Count(Plugin).Should().Be(0);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    /// <summary>As another life of the process sees the marks.</summary>
    private StartMarks Process() =>
        new(DataDirectory.From(new ConfigurationBuilder().AddInMemoryCollection([new(DataDirectory.Setting, _folder)]).Build()));
}
