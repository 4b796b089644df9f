using Microsoft.ML;
using Microsoft.ML.Data;

namespace Platform.Learning;

/// <summary>A training table as ML.NET reads it.</summary>
internal static class MemoryDataView
{
    public const string Group = nameof(Example.Group);
    public const string Positive = nameof(Example.Positive);
    public const string Weight = nameof(Example.Weight);

    public static IDataView Of(MLContext context, TrainingTable table)
    {
        var schema = SchemaDefinition.Create(typeof(Example));
        schema[nameof(Example.Features)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, table.FeatureCount);
        // A query's number is a key to ML.NET, counted from 1.
        schema[nameof(Example.Group)].ColumnType = new KeyDataViewType(typeof(uint), uint.MaxValue);
        return context.Data.LoadFromEnumerable(Examples(table), schema);
    }

    public static float[] Scores(IDataView predictions) => [.. predictions.GetColumn<float>("Score")];

    private static IEnumerable<Example> Examples(TrainingTable table)
    {
        var group = 0;
        var leftInGroup = table.GroupSizes?[0] ?? 0;
        var features = new float[table.FeatureCount];
        for (var i = 0; i < table.RowCount; i++)
        {
            if (table.GroupSizes is { } sizes && leftInGroup == 0)
            {
                leftInGroup = sizes[++group];
            }

            leftInGroup--;
            table.Row(i).CopyTo(features);
            yield return new Example
            {
                Features = features,
                Label = table.Labels[i],
                Positive = table.Labels[i] > 0,
                Weight = table.Weights?[i] ?? 1,
                Group = (uint)group + 1,
            };
        }
    }

    private sealed class Example
    {
        public float[] Features { get; set; } = [];

        public float Label { get; set; }

        public bool Positive { get; set; }

        public float Weight { get; set; }

        public uint Group { get; set; }
    }
}
