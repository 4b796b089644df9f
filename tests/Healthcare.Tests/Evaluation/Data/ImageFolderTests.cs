using Healthcare.Evaluation.Data;
using Platform.Learning;

namespace Healthcare.Tests.Evaluation.Data;

public sealed class ImageFolderTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("image-folder-").FullName;

    [Fact]
    public void Images_are_listed_with_class_and_patient_and_other_files_left_out()
    {
        Write("NORMAL/IM-0001-0001.jpeg", "NORMAL/notes.txt", "PNEUMONIA/person2_virus_3.png");

        var images = ImageFolder.List(_folder, "NORMAL", "PNEUMONIA");

        images.Select(image => (image.Patient, image.Positive)).ShouldBe([("IM-0001", false), ("person2", true)]);
    }

    [Fact]
    public void A_missing_class_is_one_clear_sentence()
    {
        Write("NORMAL/IM-0001-0001.jpeg");

        Should.Throw<InputException>(() => ImageFolder.List(_folder, "NORMAL", "PNEUMONIA")).Message.ShouldContain("PNEUMONIA/");
    }

    [Fact]
    public void A_missing_folder_is_one_clear_sentence() =>
        Should.Throw<InputException>(() => ImageFolder.List(Path.Combine(_folder, "nowhere"), "NORMAL", "PNEUMONIA")).Message.ShouldContain("nowhere");

    [Fact]
    public void The_hash_of_a_set_is_of_names_and_contents_not_of_the_place()
    {
        Write("a/NORMAL/x.png", "a/PNEUMONIA/y.png", "b/NORMAL/x.png", "b/PNEUMONIA/y.png", "c/NORMAL/x.png", "c/PNEUMONIA/z.png");
        string Hash(string part) => DataSetHash.Of(ImageFolder.List(Path.Combine(_folder, part), "NORMAL", "PNEUMONIA"));

        Hash("a").ShouldBe(Hash("b"));
        Hash("a").ShouldNotBe(Hash("c"));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private void Write(params string[] files)
    {
        foreach (var file in files)
        {
            var path = Path.Combine(_folder, file);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, "content");
        }
    }
}
