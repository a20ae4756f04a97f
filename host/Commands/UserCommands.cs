using System.CommandLine;
namespace Helpdesk.Host.Commands;
internal static class UserCommands { public static Command Create() => new("user"); }
