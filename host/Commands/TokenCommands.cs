using System.CommandLine;
namespace Helpdesk.Host.Commands;
internal static class TokenCommands { public static Command Create() => new("token"); }
