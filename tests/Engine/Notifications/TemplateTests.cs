using System.Diagnostics;
using System.Globalization;
using Helpdesk.Engine.Channels.Notifications.Templating;

namespace Helpdesk.Engine.Tests.Notifications;

public sealed class TemplateTests
{
    private static readonly CultureInfo English = CultureInfo.GetCultureInfo("en");

    /// <summary>After Scriban's advisories: what takes a process down, eats its memory or reaches into it (LX7).</summary>
    public static TheoryData<string> Attacks => new()
    {
        "{{ while true }}{{ end }}",
        "{{ while true }}x{{ end }}",
        "{{ for i in 1..2000000000 }}x{{ end }}",
        "{{ 1..2000000000 | array.join ',' }}",
        "{{ func f }}{{ f }}{{ end }}{{ f }}",
        "{{ f = do; ret f; end; f }}",
        "{{ a = {}; a.a = a; a }}",
        "{{ a = [1]; a[0] = a; a }}",
        "{{ s = 'x' * 2000000000 }}",
        "{{ 'x' * 2000000000 }}",
        "{{ s = 'x'; for i in 1..40; s = s + s; end; s }}",
        "{{ 2 * 3 }}",
        "{{ 1 << 2000000000 }}",
        "{{ 'x' | string.pad_left 2000000000 }}",
        "{{ 'x' | string.pad_right 2000000000 }}",
        "{{ [] | array.insert_at 2000000000 1 }}",
        "{{ a = []; a[2000000000] = 1 }}",
        "{{ 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!' | regex.match '(a+)+$' }}",
        "{{ '1+1' | object.eval }}",
        "{{ '{{ 1 }}' | object.eval_template }}",
        "{{ name | object.typeof }}",
        "{{ object }}",
        "{{ string }}",
        "{{ this }}",
        "{{ this.name }}",
        "{{ name.get_type }}",
        "{{ name.length }}",
        "{{ name[0] }}",
        "{{ name.chars }}",
        "{{ markup.html }}",
        "{{ import this }}",
        "{{ include 'x' }}",
        "{{ capture x }}x{{ end }}",
        "{{ wrap name }}x{{ end }}",
        "{{ with name }}x{{ end }}",
        "{{ tablerow x in names }}x{{ end }}",
        "{{ name = 'changed' }}",
        "{{ name++ }}",
        "{{ readonly name }}",
        "{{ name | html.strip }}",
        "{{ @name }}",
        "{{ $0 }}",
        "{{ $x }}",
        "{{ case name; when 'x'; end; ret 1 }}",
        "{{ $\"{name}\" }}",
        "{{ name?.x.y }}",
        "{{ for a in names }}{{ for b in names }}{{ for c in names }}{{ for d in names }}{{ for e in names }}{{ end }}{{ end }}{{ end }}{{ end }}{{ end }}",
        "{{ for a in names }}{{ for b in names }}{{ name }}{{ name }}{{ name }}{{ name }}{{ name }}{{ end }}{{ end }}",
        "{{ missing }}",
        "{{ if missing }}x{{ end }}",
        "{{ person.missing }}",
        "{{ if x",
        "{{ }",
        string.Concat(Enumerable.Repeat("{{ if name }}", 4000)),
        "{{ " + new string('(', 20_000) + "name" + new string(')', 20_000) + " }}",
        "{{ " + new string('!', 20_000) + "name }}",
        "{{ name" + string.Concat(Enumerable.Repeat(" && name", 7000)) + " }}",
        "{{ person" + string.Concat(Enumerable.Repeat(".person", 9000)) + " }}",
        "{{ " + new string('[', 30_000) + " }}",
        new string('x', CompiledTemplate.LongestSource + 1),
    };

    [Theory]
    [MemberData(nameof(Attacks))]
    public void LX7_A_template_that_attacks_is_refused_in_time(string source)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        var began = Stopwatch.GetTimestamp();

        var rendering = () => CompiledTemplate.Compile("attack", source).Render(Values(), html: true, English);

        rendering.Should().Throw<TemplateException>().Which.Message.Should().StartWith("The template 'attack' can't be used: ");
        Stopwatch.GetElapsedTime(began).Should().BeLessThan(TimeSpan.FromSeconds(2));
        (GC.GetAllocatedBytesForCurrentThread() - before).Should().BeLessThan(512 * 1024 * 1024);
    }

    [Fact]
    public void LX7_Loops_in_loops_are_counted_together() =>
        ((Action)(() => Render("{{ for a in names }}{{ for b in names }}{{ end }}{{ end }}"))).Should().Throw<TemplateException>().Which.Message.Should().Contain("limit `10000`");

    [Fact]
    public void LX7_A_template_that_takes_too_long_is_stopped()
    {
        var slow = "{{ for a in few }}{{ for b in few }}{{ for c in names }}" + string.Concat(Enumerable.Repeat("{{nothing}}", 5_800)) + "{{ end }}{{ end }}{{ end }}";

        ((Action)(() => Render(slow))).Should().Throw<TemplateException>().Which.Message.Should().Contain("takes longer than 1 s");
    }

    [Theory]
    [InlineData("{{ missing }}", "missing")]
    [InlineData("Hello {{ person.nickname }}", "nickname")]
    [InlineData("{{ if absent == 'x' }}y{{ end }}", "absent")]
    public void LU15_A_missing_value_is_named(string source, string name) =>
        ((Action)(() => Render(source))).Should().Throw<TemplateException>().Which.Message.Should().Contain(name);

    [Fact]
    public void What_is_not_allowed_is_named_with_its_place() =>
        ((Action)(() => CompiledTemplate.Compile("welcome", "Hello\n{{ name | string.upcase }}")))
        .Should().Throw<TemplateException>().Which.Message.Should().Contain("'welcome'").And.Contain("(2,");

    [Theory]
    [InlineData("{{ name }}", "Ann &amp; &lt;Bob&gt;")]
    [InlineData("{{ (name) }}", "Ann &amp; &lt;Bob&gt;")]
    [InlineData("{{ nothing }}", "")]
    [InlineData("{{ nothing ?? name }}", "Ann &amp; &lt;Bob&gt;")]
    [InlineData("{{ yes ? name : 'no' }}", "Ann &amp; &lt;Bob&gt;")]
    [InlineData("{{ '<b>' }}", "&lt;b&gt;")]
    [InlineData("{{ person.name }}", "Carla &quot;C&quot;")]
    [InlineData("{{ markup }}", "<b>bold</b>")]
    [InlineData("<a title='{{ quoted }}'>", "<a title='it&#39;s'>")]
    [InlineData("{{ if yes && name != '' }}a{{ else if !yes }}b{{ else }}c{{ end }}", "a")]
    [InlineData("{{ for n in few }}{{ if n == 'two' }}{{ continue }}{{ end }}[{{ n }}]{{ end }}", "[one][three]")]
    [InlineData("{{ names }}", null)]
    public void Values_conditions_and_loops_are_what_a_template_is_made_of(string source, string? expected)
    {
        var written = Render(source);

        if (expected is not null)
        {
            written.Should().Be(expected);
        }

        written.Should().NotContain("<Bob>");
    }

    [Fact]
    public void Plain_text_is_not_escaped() =>
        CompiledTemplate.Compile("text", "{{ name }} {{ person.name }}").Render(Values(), html: false, English).Should().Be("Ann & <Bob> Carla \"C\"");

    [Fact]
    public void An_indented_value_keeps_its_lines_as_they_are() =>
        CompiledTemplate.Compile("text", "    {{ lines }}").Render(new TemplateValues { { "lines", "one\n two" } }, html: false, English).Should().Be("    one\n two");

    [Fact]
    public void A_value_larger_than_every_limit_is_written_once_and_whole()
    {
        var values = new TemplateValues { { "huge", new string('<', 3_000_000) } };

        CompiledTemplate.Compile("huge", "{{ huge }}").Render(values, html: true, English).Should().HaveLength(12_000_000);
        ((Action)(() => CompiledTemplate.Compile("huge", "{{ huge }}{{ huge }}").Render(values, html: true, English)))
            .Should().Throw<TemplateException>();
    }

    [Fact]
    public void A_compiled_template_serves_many_at_once()
    {
        var template = CompiledTemplate.Compile("shared", "{{ for n in few }}{{ n }} {{ name }} {{ end }}");
        var expected = template.Render(Values(), html: true, English);

        Parallel.For(0, 500, _ => template.Render(Values(), html: true, English).Should().Be(expected));
    }

    [Theory]
    [InlineData("Subject", "the part 'text' is missing")]
    [InlineData("=== text\nx", "the part 'subject' is missing")]
    [InlineData("Subject\n=== text\nx\n=== html\nx\n=== action\nx", "the part 'reason' is missing")]
    [InlineData("Subject\n=== text\nx\n=== html\nx\n=== action\nx\n=== reason\nx\n=== footer\nx", "the part 'footer' is not known")]
    [InlineData("Subject\n=== text\nx\n=== text\nx", "the part 'text' is there twice")]
    public void LN7_A_mail_template_without_all_its_parts_is_refused(string source, string sentence) =>
        ((Action)(() => MailTemplate.Read("welcome", "en", source))).Should().Throw<TemplateException>().Which.Message.Should().Contain("welcome.en").And.Contain(sentence);

    [Fact]
    public void A_template_that_does_not_exist_is_named() =>
        ((Action)(() => new MailTemplates().Find("no-such-mail", "en"))).Should().Throw<TemplateException>().Which.Message.Should().Contain("no-such-mail");

    private static string Render(string source) => CompiledTemplate.Compile("test", source).Render(Values(), html: true, English);

    private static TemplateValues Values() => new()
    {
        { "name", "Ann & <Bob>" },
        { "quoted", "it's" },
        { "yes", true },
        { "nothing", (string?)null },
        { "markup", new SafeHtml("<b>bold</b>") },
        { "person", new TemplateValues { { "name", "Carla \"C\"" } } },
        { "few", ["one", "two", "three"] },
        { "names", [.. Enumerable.Range(0, 1000).Select(i => $"<Bob> {i}")] },
    };
}
