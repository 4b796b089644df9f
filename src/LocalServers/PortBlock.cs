using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Platform.LocalServers;

/// <summary>
/// A hundred ports for one run of the platform. Launch profiles, README and <c>.http</c> files name those from 7100; while
/// another clone, or anything else, holds one of them, a run moves as a whole to the next block that is free.
/// </summary>
public sealed class PortBlock : IDisposable
{
    /// <summary>Where the block begins that launch profiles name.</summary>
    public const int Default = 7100;

    /// <summary>Ports in a block.</summary>
    public const int Size = 100;

    private const int Blocks = 30;
    private const string FileName = "ports";

    private readonly TcpListener _claim;
    private readonly string _file;

    private PortBlock(int first, TcpListener claim, string file) => (First, _claim, _file) = (first, claim, file);

    /// <summary>The first port.</summary>
    public int First { get; }

    /// <summary>The last port. It is held by the claim itself: two runs that begin at the same moment cannot both have it.</summary>
    public int Last => First + Size - 1;

    /// <summary>Claims the first block in which nobody listens on a needed port, until it is disposed or the process ends.</summary>
    /// <param name="state">Where <see cref="FirstOf"/> finds it.</param>
    /// <param name="needed">Ports of the default block.</param>
    /// <exception cref="LocalServerException">No block is free.</exception>
    public static PortBlock Claim(StateFolder state, IReadOnlyCollection<int> needed) => Claim(state, needed, Default);

    /// <summary>The same from another block on: tests have ports of their own.</summary>
    internal static PortBlock Claim(StateFolder state, IReadOnlyCollection<int> needed, int from)
    {
        for (var block = 0; block < Blocks; block++)
        {
            var first = from + (block * Size);
            if (TryListen(first + Size - 1) is not { } claim)
            {
                continue;
            }

            if (needed.Any(port => Ports.IsHeld(Move(port, first))))
            {
                claim.Dispose();
                continue;
            }

            var file = Path.Combine(state.Path, FileName);
            File.WriteAllText(file, first.ToString(CultureInfo.InvariantCulture));
            return new PortBlock(first, claim, file);
        }

        throw new LocalServerException(
            $"No block of ports is free from {from} to {from + (Blocks * Size) - 1}. 'ss -ltnp' names the programs that hold them.");
    }

    /// <summary>Where the block begins that the run of this state folder has; null while none has claimed one.</summary>
    public static int? FirstOf(StateFolder state)
    {
        var file = Path.Combine(state.Path, FileName);
        return File.Exists(file) && int.TryParse(File.ReadAllText(file), CultureInfo.InvariantCulture, out var first) ? first : null;
    }

    /// <summary>Forgets the block of a run that was killed.</summary>
    public static void Forget(StateFolder state) => File.Delete(Path.Combine(state.Path, FileName));

    /// <summary>The port of this block in the place of one of the default block; others stay as they are.</summary>
    public int Move(int port) => Move(port, First);

    /// <inheritdoc/>
    public void Dispose()
    {
        _claim.Dispose();
        File.Delete(_file);
    }

    private static int Move(int port, int first) => port is >= Default and < Default + Size ? port - Default + first : port;

    private static TcpListener? TryListen(int port)
    {
        var listener = new TcpListener(IPAddress.Loopback, port);
        try
        {
            listener.Start();
            return listener;
        }
        catch (SocketException)
        {
            listener.Dispose();
            return null;
        }
    }
}
