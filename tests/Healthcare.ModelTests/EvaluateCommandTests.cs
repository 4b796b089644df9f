using System.Text.Json.Nodes;
using Healthcare.Api.Imaging;
using Healthcare.Evaluation.Commands;
using Platform.Inference;
using Platform.Learning;

namespace Healthcare.ModelTests;

/// <summary>The command line, on drawn images: what it computes of them is of no interest.</summary>
public sealed class EvaluateCommandTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("evaluate-imaging-").FullName;

    [Fact]
    public async Task The_last_line_is_one_line_of_json()
    {
        Draw("NORMAL", 6);
        Draw("PNEUMONIA", 6);

        var (exitCode, output) = await RunAsync("evaluate", "--task", "chest-xray", "--data", _folder);

        exitCode.ShouldBe(0);
        var line = JsonNode.Parse(output.TrimEnd().Split('\n')[^1])!.AsObject();
        line.Select(member => member.Key).ShouldBe(["evaluate", "task", "auc", "accuracy", "sensitivity", "specificity", "ece"]);
        ((string?)line["task"]).ShouldBe("chest-xray");
    }

    [Fact]
    public async Task A_file_that_is_no_image_ends_with_two()
    {
        Draw("NORMAL", 2);
        Draw("PNEUMONIA", 2);
        await File.WriteAllTextAsync(Path.Combine(_folder, "NORMAL", "notes.png"), "no image");

        var (exitCode, _) = await RunAsync("evaluate", "--task", "chest-xray", "--data", _folder);

        exitCode.ShouldBe(2);
    }

    [Theory]
    [InlineData("evaluate", "--task", "mammography", "--data", ".")]
    [InlineData("evaluate", "--task", "chest-xray", "--data", "nowhere")]
    [InlineData("evaluate", "--task", "chest-xray", "--split", "test")]
    public async Task Wrong_input_ends_with_two(params string[] args)
    {
        var (exitCode, _) = await RunAsync(args);

        exitCode.ShouldBe(2);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private void Draw(string name, int count)
    {
        Directory.CreateDirectory(Path.Combine(_folder, name));
        for (var i = 0; i < count; i++)
        {
            var values = GoldenInput.Seeded((ulong)(i + name.Length)).Materialise(64 * 64);
            var rgba = values.SelectMany(value => new[] { (byte)(255 * value), (byte)(255 * value), (byte)(255 * value), byte.MaxValue });
            File.WriteAllBytes(Path.Combine(_folder, name, $"drawn{i}.png"), PngWriter.Write([.. rgba], 64, 64));
        }
    }

    private static async Task<(int ExitCode, string Output)> RunAsync(params string[] args)
    {
        var program = new TrainingProgram("test");
        EvaluateCommand.AddTo(program);
        var (console, captured) = (Console.Out, new StringWriter());
        Console.SetOut(captured);
        try
        {
            return (await program.RunAsync(args), captured.ToString());
        }
        finally
        {
            Console.SetOut(console);
        }
    }
}
