using System.Net;
using System.Security.Cryptography;

namespace Helpdesk.Host.Tests.Api;

/// <summary>Files by API: up as a draft, onto a message by id, down again.</summary>
public sealed class AttachmentTests(ApiDesk desk) : IClassFixture<ApiDesk>
{
    public static TheoryData<int> Sizes => [0, 1, 100_000, 3_000_000];

    public static TheoryData<string> Names => new() { "plan.pdf", "写真 📷.png", "../../etc/passwd", "a;b=c.txt", "\u202Egpj.exe", "con", "" };

    [Theory]
    [MemberData(nameof(Sizes))]
    public async Task A_file_comes_back_byte_for_byte(int size)
    {
        var content = RandomNumberGenerator.GetBytes(size);
        var uploaded = await desk.Customer.UploadAsync("screen.png", content, "image/png");
        uploaded.Status.Should().Be(HttpStatusCode.Created, uploaded.ToString());
        uploaded.Body["size"]!.GetValue<long>().Should().Be(size);
        uploaded.Text("contentType").Should().Be("image/png");

        var number = await desk.Customer.OpenAsync("With a file", "See the file.", uploaded.Text("id"));

        var file = (await desk.Agent.GetAsync($"/api/v1/tickets/{number}/messages")).Items.Single()["attachments"]![0]!;
        file["name"]!.GetValue<string>().Should().Be("screen.png");
        var downloaded = await desk.Agent.GetAsync($"/api/v1/attachments/{file["id"]!.GetValue<string>()}");
        downloaded.Status.Should().Be(HttpStatusCode.OK);
        // LX2: not what the uploader said it is.
        downloaded.ContentType.Should().Be("application/octet-stream");
        downloaded.Bytes.Should().Equal(content);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task LX2_A_hostile_name_becomes_a_harmless_one(string name)
    {
        var uploaded = await desk.Customer.UploadAsync(name, [1, 2, 3]);

        uploaded.Status.Should().Be(HttpStatusCode.Created);
        uploaded.Text("name").Should().NotBeEmpty().And.NotContainAny("/", "\\", "\u202E").And.NotStartWith(".");
        (await desk.Customer.GetAsync($"/api/v1/attachments/{uploaded.Text("id")}")).Bytes.Should().Equal(1, 2, 3);
    }

    [Fact]
    public async Task A_file_that_is_too_large_is_refused()
    {
        var answer = await desk.Customer.UploadAsync("film.mp4", new byte[(25 * 1024 * 1024) + 1]);

        answer.ShouldRefuse(HttpStatusCode.RequestEntityTooLarge).Text("detail").Should().Contain("26,214,400 bytes");
    }

    [Fact]
    public async Task The_largest_file_fits()
    {
        var answer = await desk.Customer.UploadAsync("film.mp4", new byte[25 * 1024 * 1024]);

        answer.Status.Should().Be(HttpStatusCode.Created);
    }

    [Fact]
    public async Task A_foreign_file_and_an_absent_one_are_the_same_answer()
    {
        var file = (await desk.Customer.UploadAsync("mine.txt", "mine"u8.ToArray())).Text("id");
        await desk.Customer.OpenAsync("With a file", "See the file.", file);

        var (foreign, absent) = (await desk.Stranger.GetAsync($"/api/v1/attachments/{file}"), await desk.Stranger.GetAsync("/api/v1/attachments/1"));

        foreign.ShouldRefuse(HttpStatusCode.NotFound);
        foreign.Bytes.Should().Equal(absent.Bytes);
    }
}
