using System.Text;

namespace Platform.Cli.Running;

/// <summary>A log file of bounded size: when it is full, and when a new run begins, it becomes the one before (<c>….1.log</c>).</summary>
internal sealed class RotatingLog : IDisposable
{
    private readonly string _path;
    private readonly long _mostBytes;
    private StreamWriter _file;

    public RotatingLog(string path, long mostBytes)
    {
        _path = path;
        _mostBytes = mostBytes;
        _file = Open();
    }

    public void WriteLine(string line)
    {
        if (_file.BaseStream.Length + Encoding.UTF8.GetByteCount(line) > _mostBytes)
        {
            _file.Dispose();
            _file = Open();
        }

        _file.WriteLine(line);
    }

    public void Dispose() => _file.Dispose();

    private StreamWriter Open()
    {
        if (File.Exists(_path))
        {
            File.Move(_path, Path.ChangeExtension(_path, ".1.log"), overwrite: true);
        }

        return new StreamWriter(_path) { AutoFlush = true };
    }
}
