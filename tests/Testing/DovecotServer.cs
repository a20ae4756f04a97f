using System.Buffers.Text;
using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Helpdesk.Testing;

/// <summary>
/// A Dovecot of this test process, with IMAP and POP3: in a temporary folder, on the loopback alone, on ports of its own,
/// made at its first use and gone with the process. A shell keeps it and reads from us: when this process ends, by whatever
/// (kill -9 included), the pipe closes, and the shell ends the server and removes the folder.
/// </summary>
internal sealed class DovecotServer
{
    /// <summary>The password of every user.</summary>
    public const string Password = "open sesame";

    // $1 the program, $2 the port of IMAP, $3 of IMAPS, $4 of POP3. Nothing of it needs root: one user is them all.
    // Version 2.4 has another language than the ones before it. Started as a daemon, the program returns once it
    // listens, and leads a process group of its own, which ends as one.
    private const string Keeper =
        """
        set -e
        program=$1 imap=$2 imaps=$3 pop3=$4
        folder=$(mktemp -d)
        trap '{ kill -s KILL -- "-$(cat "$folder/run/master.pid")"; } > /dev/null 2>&1 || :; rm -rf "$folder"' EXIT
        trap 'exit 1' HUP INT TERM
        mkdir "$folder/run" "$folder/state" "$folder/users" "$folder/mail"
        # The tests may be another user (root) and write here too. Nobody else gets past the folder itself.
        chmod 777 "$folder/users" "$folder/mail"
        openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 30 -subj /CN=localhost \
            -addext subjectAltName=DNS:localhost,IP:127.0.0.1 -keyout "$folder/key.pem" -out "$folder/certificate.pem" \
            > "$folder/log" 2>&1 || { cat "$folder/log"; exit 1; }
        # Tokens are looked at here, by a key that the tests have too: no other server is asked.
        mkdir -p "$folder/keys/default/HS256"
        printf %s "$5" > "$folder/keys/default/HS256/default"
        printf 'introspection_mode = local\nlocal_validation_key_dict = fs:posix:prefix=%s/keys/\nusername_attribute = sub\n' "$folder" > "$folder/oauth2.conf"
        mechanisms=plain
        case $("$program" --version) in
          2.[0-3].*) mechanisms="plain xoauth2"; cat > "$folder/dovecot.conf" <<END
        disable_plaintext_auth = no
        ssl_cert = <$folder/certificate.pem
        ssl_key = <$folder/key.pem
        mail_location = maildir:~/Maildir
        passdb {
          driver = oauth2
          mechanisms = xoauth2
          args = $folder/oauth2.conf
        }
        passdb {
          driver = passwd-file
          args = scheme=plain $folder/users/%u
        }
        userdb {
          driver = static
          args = uid=$(id -u) gid=$(id -g) home=$folder/mail/%u
        }
        service imap-login {
          service_count = 0
        }
        service pop3-login {
          service_count = 0
        }
        END
            ;;
          *) cat > "$folder/dovecot.conf" <<END
        dovecot_config_version = 2.4.0
        dovecot_storage_version = 2.4.0
        auth_allow_cleartext = yes
        ssl_server {
          cert_file = $folder/certificate.pem
          key_file = $folder/key.pem
        }
        mail_driver = maildir
        mail_path = ~/Maildir
        passdb passwd-file {
          passwd_file_path = $folder/users/%{user}
          default_password_scheme = plain
        }
        userdb static {
          fields {
            uid = $(id -u)
            gid = $(id -g)
            home = $folder/mail/%{user}
          }
        }
        service imap-login {
          restart_request_count = unlimited
        }
        service pop3-login {
          restart_request_count = unlimited
        }
        END
            ;;
        esac
        cat >> "$folder/dovecot.conf" <<END
        protocols = imap pop3
        listen = 127.0.0.1
        base_dir = $folder/run
        state_dir = $folder/state
        log_path = $folder/log
        default_internal_user = $(id -un)
        default_internal_group = $(id -gn)
        default_login_user = $(id -un)
        ssl = yes
        auth_mechanisms = $mechanisms
        auth_failure_delay = 0
        first_valid_uid = 1
        mail_max_userip_connections = 100
        mailbox_idle_check_interval = 1s
        namespace inbox {
          inbox = yes
          separator = /
        }
        service anvil {
          chroot =
          unix_listener anvil-auth-penalty {
            mode = 0
          }
        }
        service imap-login {
          chroot =
          inet_listener imap {
            port = $imap
          }
          inet_listener imaps {
            port = $imaps
            ssl = yes
          }
        }
        service pop3-login {
          chroot =
          inet_listener pop3 {
            port = $pop3
          }
          inet_listener pop3s {
            port = 0
          }
        }
        END
        "$program" -c "$folder/dovecot.conf" > "$folder/said" 2>&1 || { cat "$folder/said" "$folder/log"; exit 1; }
        echo "ready $folder $mechanisms"
        cat > /dev/null
        """;

    // Whatever the umask says.
    private const UnixFileMode ForAll = (UnixFileMode)0b_111_111_111;

    private static readonly byte[] TokenKey = RandomNumberGenerator.GetBytes(32);

    private static readonly Lazy<Task<DovecotServer>> Ours = new(() => Task.Run(StartAsync));

    // Held, so that the pipe lives as long as the process.
    private readonly Process _keeper;
    private readonly string _folder;
    private int _users;
    private int _delivered;
    // Above what Dovecot itself gives out, which is the time.
    private long _validity = 3_000_000_000;

    private DovecotServer(Process keeper, string folder, bool takesTokens, int imap, int imaps, int pop3)
    {
        TakesTokens = takesTokens;
        _keeper = keeper;
        _folder = folder;
        ImapPort = imap;
        ImapsPort = imaps;
        Pop3Port = pop3;
    }

    /// <summary>Whether it lets users in by <see cref="TokenOf"/> (XOAUTH2): since 2.4 it is told so in another way.</summary>
    public bool TakesTokens { get; }

    /// <summary>Where IMAP is spoken in the clear, or with STARTTLS.</summary>
    public int ImapPort { get; }

    /// <summary>Where IMAP is spoken with TLS from the start. The certificate is signed by nobody but itself.</summary>
    public int ImapsPort { get; }

    /// <summary>Where POP3 is spoken in the clear, or with STLS.</summary>
    public int Pop3Port { get; }

    /// <summary>The server of this process. Without one installed the test is skipped, or fails where HELPDESK_REQUIRE=all.</summary>
    public static async Task<DovecotServer> RequireAsync()
    {
        if (Program("dovecot") is null)
        {
            Required.Missing("Dovecot is not installed (no dovecot in /usr/sbin or on the PATH).");
        }

        return await Ours.Value;
    }

    /// <summary>Makes a user with an empty mailbox, whom no other test knows.</summary>
    /// <returns>The user's name.</returns>
    public async Task<string> AddUserAsync()
    {
        var user = string.Create(CultureInfo.InvariantCulture, $"user{Interlocked.Increment(ref _users)}");
        foreach (var folder in (string[])["", "Maildir", "Maildir/tmp", "Maildir/new", "Maildir/cur"])
        {
            var path = Path.Combine(_folder, "mail", user, folder);
            Directory.CreateDirectory(path);
            OpenToAll(path);
        }

        // A file for each: what is in a common one Dovecot sees a second late.
        var entry = Path.Combine(_folder, "users", user);
        await File.WriteAllTextAsync(entry, $"{user}:{Password}\n");
        OpenToAll(entry);
        return user;
    }

    /// <summary>A token (RFC 7519) by which the server lets a user in.</summary>
    public static string TokenOf(string user, TimeSpan lasts)
    {
        var now = TimeProvider.System.GetUtcNow();
        var head = Part(new { alg = "HS256", typ = "JWT" });
        var body = Part(new { sub = user, iat = now.ToUnixTimeSeconds(), exp = (now + lasts).ToUnixTimeSeconds() });
        return $"{head}.{body}.{Base64Url.EncodeToString(HMACSHA256.HashData(TokenKey, Encoding.ASCII.GetBytes($"{head}.{body}")))}";

        static string Part(object value) => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(value));
    }

    /// <summary>Puts a mail into the user's INBOX as a mail server does: written aside first, then moved in.</summary>
    public async Task DeliverAsync(string user, byte[] mail)
    {
        // The order of the names is the order of the mails.
        var name = string.Create(
            CultureInfo.InvariantCulture,
            $"{TimeProvider.System.GetUtcNow().ToUnixTimeSeconds()}.M{Interlocked.Increment(ref _delivered):D6}P{Environment.ProcessId}.localhost");
        var aside = Path.Combine(Inbox(user), "tmp", name);
        await File.WriteAllBytesAsync(aside, mail);
        OpenToAll(aside);
        File.Move(aside, Path.Combine(Inbox(user), "new", name));
    }

    /// <summary>
    /// Gives the user's INBOX another, higher UIDVALIDITY. The mails stay, and so do the numbers they have. Clients that have
    /// the INBOX open are told to log in again.
    /// </summary>
    public async Task ChangeUidValidityAsync(string user)
    {
        var validity = Interlocked.Increment(ref _validity).ToString(CultureInfo.InvariantCulture);
        var line = AsTheServersUser(
            Program("doveadm")!, "-c", Path.Combine(_folder, "dovecot.conf"), "mailbox", "update", "-u", user, "--uid-validity", validity, "INBOX");
        using var process = Process.Start(new ProcessStartInfo(line[0], line[1..])
        {
            UseShellExecute = false,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetTempPath(),
        })!;
        var said = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"The UIDVALIDITY of {user} did not change:\n{said}");
        }
    }

    /// <summary>The flags of each mail in the user's INBOX as a Maildir has them (such as "FS" for flagged and seen), oldest mail first.</summary>
    public Task<IReadOnlyList<string>> FlagsAsync(string user) =>
        Task.FromResult<IReadOnlyList<string>>([.. Mails(user).Select(mail => mail.Split(":2,") is [_, var flags] ? flags : "")]);

    /// <summary>How many mails are in the user's INBOX.</summary>
    public Task<int> CountAsync(string user) => Task.FromResult(Mails(user).Count);

    private static async Task<DovecotServer> StartAsync()
    {
        var ports = new HashSet<int>();
        while (ports.Count < 3)
        {
            ports.Add(Loopback.FreePort());
        }

        var numbers = ports.Select(port => port.ToString(CultureInfo.InvariantCulture));
        var line = AsTheServersUser(["sh", "-c", Keeper, "keeper", Program("dovecot")!, .. numbers, Convert.ToBase64String(TokenKey)]);
        var keeper = Process.Start(new ProcessStartInfo(line[0], line[1..])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            WorkingDirectory = Path.GetTempPath(),
        })!;
        var said = "";
        while (await keeper.StandardOutput.ReadLineAsync() is { } heard)
        {
            if (heard.StartsWith("ready ", StringComparison.Ordinal))
            {
                return ports.ToArray() is [var imap, var imaps, var pop3] && heard.Split(' ') is [_, var folder, .. var mechanisms]
                    ? new DovecotServer(keeper, folder, mechanisms.Contains("xoauth2", StringComparer.Ordinal), imap, imaps, pop3)
                    : throw new UnreachableException();
            }

            said += heard + "\n";
        }

        throw new InvalidOperationException($"Dovecot did not start:\n{said}");
    }

    // Dovecot gives no mail to root. Its package brings a user.
    private static string[] AsTheServersUser(params string[] line) =>
        Environment.IsPrivilegedProcess ? ["runuser", "-u", "dovecot", "--", .. line] : line;

    private static string? Program(string name)
    {
        var path = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        return path.Concat(["/usr/sbin", "/usr/bin"]).Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists);
    }

    private static void OpenToAll(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            throw new PlatformNotSupportedException();
        }

        File.SetUnixFileMode(path, ForAll);
    }

    private string Inbox(string user) => Path.Combine(_folder, "mail", user, "Maildir");

    // A mail moves from new to cur, never back, and changes its flags by changing its name: read in this order none is missed.
    private List<string> Mails(string user) =>
        [.. ((string[])["new", "cur"])
            .SelectMany(folder => Directory.GetFiles(Path.Combine(Inbox(user), folder)))
            .Select(path => Path.GetFileName(path)!)
            .GroupBy(name => name.Split(':')[0], StringComparer.Ordinal)
            .OrderBy(mail => mail.Key, StringComparer.Ordinal)
            .Select(mail => mail.Last())];
}
