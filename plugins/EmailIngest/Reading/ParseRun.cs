using System.Buffers;
using System.Globalization;

namespace Helpdesk.EmailIngest.Reading;

/// <summary><c>helpdesk mail parse</c>: mails in, JSON out, and nothing else is touched.</summary>
/// <param name="input">Where <c>--batch</c> finds the paths.</param>
/// <param name="rawInput">Where the mail comes from if no file is named.</param>
internal sealed class ParseRun(TextReader input, Stream rawInput, Stream output, TextWriter errors)
{
    private const int Done = 0;

    private const int WrongArguments = 2;

    public async Task<int> RunAsync(string? inputFile, string? fallbackCharset, string? extractTo, bool batch, CancellationToken cancellationToken)
    {
        if (batch && inputFile is not null)
        {
            await errors.WriteLineAsync("--batch takes the paths from standard input; --input does not go with it.");
            return WrongArguments;
        }

        var options = new ReadingOptions(fallbackCharset ?? Characters.Charsets.Default);
        return batch ? await ManyAsync(options, extractTo, cancellationToken) : await OneAsync(options, inputFile, extractTo, cancellationToken);
    }

    private async Task<int> OneAsync(ReadingOptions options, string? inputFile, string? extractTo, CancellationToken cancellationToken)
    {
        ReadMail mail;
        if (inputFile is null)
        {
            mail = MailReader.Read(rawInput, options);
        }
        else if (await OpenAsync(inputFile) is { } file)
        {
            await using (file)
            {
                mail = MailReader.Read(file, options);
            }
        }
        else
        {
            return WrongArguments;
        }

        await WriteAsync(mail, path: null, cancellationToken);
        await ExtractAsync(mail, extractTo, cancellationToken);
        return Done;
    }

    /// <summary>A path that cannot be read is reported and makes the status 2; the others are read all the same.</summary>
    private async Task<int> ManyAsync(ReadingOptions options, string? extractTo, CancellationToken cancellationToken)
    {
        var (status, number) = (Done, 0);
        while (await input.ReadLineAsync(cancellationToken) is { } line)
        {
            if (line.Length == 0)
            {
                continue;
            }

            number++;
            if (await OpenAsync(line) is not { } file)
            {
                status = WrongArguments;
                continue;
            }

            await using (file)
            {
                var mail = MailReader.Read(file, options);
                await WriteAsync(mail, line, cancellationToken);
                var folder = extractTo is null ? null : Path.Combine(extractTo, number.ToString("d5", CultureInfo.InvariantCulture));
                await ExtractAsync(mail, folder, cancellationToken);
            }
        }

        return status;
    }

    private async Task WriteAsync(ReadMail mail, string? path, CancellationToken cancellationToken)
    {
        var json = new ArrayBufferWriter<byte>(4_096);
        MailJson.Write(json, mail, path);
        json.Write("\n"u8);
        await output.WriteAsync(json.WrittenMemory, cancellationToken);
        await output.FlushAsync(cancellationToken);
    }

    private static async Task ExtractAsync(ReadMail mail, string? folder, CancellationToken cancellationToken)
    {
        if (folder is null)
        {
            return;
        }

        Directory.CreateDirectory(folder);
        for (var i = 0; i < mail.Attachments.Count; i++)
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"{i + 1:d3}.bin");
            await File.WriteAllBytesAsync(Path.Combine(folder, name), mail.Attachments[i].Content, cancellationToken);
        }
    }

    private async Task<FileStream?> OpenAsync(string path)
    {
        try
        {
            return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            await errors.WriteLineAsync($"{path} cannot be read: {exception.Message}");
            return null;
        }
    }
}
