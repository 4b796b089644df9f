using System.Runtime.InteropServices;
using Google.Protobuf;
using Platform.Inference.Onnx;

namespace Healthcare.Training.Export;

/// <summary>Builds an ONNX graph node by node; every method returns the name of the value it makes.</summary>
internal sealed class OnnxGraph(string name)
{
    /// <summary>Operator set 17 of ai.onnx, IR version 8: what ONNX Runtime 1.13 and later read.</summary>
    private const int OperatorSet = 17;
    private const int IrVersion = 8;

    private readonly GraphProto _graph = new() { Name = name };
    private int _values;

    /// <summary>A float input; -1 is the number of rows.</summary>
    public string Input(string name, params int[] shape)
    {
        _graph.Input.Add(Value(name, shape));
        return name;
    }

    /// <summary>Makes a value an output of the graph under a name of its own.</summary>
    public void Output(string value, string name, params int[] shape)
    {
        Add("Identity", [value], output: name);
        _graph.Output.Add(Value(name, shape));
    }

    /// <summary>2-D convolution with bias; weights [out, in, k, k].</summary>
    public string Conv(string input, FoldedConvolution layer) => Add("Conv",
        [input, Constant(layer.Weights, layer.Shape), Constant(layer.Bias, [layer.Bias.Length])],
        Ints("kernel_shape", layer.Shape[2], layer.Shape[3]),
        Ints("strides", layer.Stride, layer.Stride),
        Ints("pads", layer.Padding, layer.Padding, layer.Padding, layer.Padding));

    public string Relu(string input) => Add("Relu", [input]);

    public string Sum(string left, string right) => Add("Add", [left, right]);

    public string AveragePool(string input, int size) =>
        Add("AveragePool", [input], Ints("kernel_shape", size, size), Ints("strides", size, size));

    /// <summary>The mean over height and width, flattened to [N, channels].</summary>
    public string Mean(string input) => Add("Flatten", [Add("GlobalAveragePool", [input])]);

    /// <summary>scale * input + offset.</summary>
    public string Scale(string input, double scale, double offset) =>
        Sum(Add("Mul", [input, Constant([(float)scale], [1])]), Constant([(float)offset], [1]));

    public string Sigmoid(string input) => Add("Sigmoid", [input]);

    public byte[] ToBytes(string producer)
    {
        var model = new ModelProto { IrVersion = IrVersion, ProducerName = producer, Graph = _graph };
        model.OpsetImport.Add(new OperatorSetIdProto { Domain = "", Version = OperatorSet });
        return model.ToByteArray();
    }

    private string Add(string operation, string[] inputs, params AttributeProto[] attributes) => Add(operation, inputs, $"v{++_values}", attributes);

    private string Add(string operation, string[] inputs, string output, params AttributeProto[] attributes)
    {
        var node = new NodeProto { OpType = operation, Name = $"{operation}_{output}" };
        node.Input.AddRange(inputs);
        node.Output.Add(output);
        node.Attribute.AddRange(attributes);
        _graph.Node.Add(node);
        return output;
    }

    private string Constant(float[] values, int[] shape)
    {
        var tensor = new TensorProto
        {
            Name = $"w{_graph.Initializer.Count + 1}",
            DataType = (int)TensorProto.Types.DataType.Float,
            RawData = ByteString.CopyFrom(MemoryMarshal.AsBytes<float>(values)),
        };
        tensor.Dims.AddRange(shape.Select(size => (long)size));
        _graph.Initializer.Add(tensor);
        return tensor.Name;
    }

    private static AttributeProto Ints(string name, params int[] values)
    {
        var attribute = new AttributeProto { Name = name, Type = AttributeProto.Types.AttributeType.Ints };
        attribute.Ints.AddRange(values.Select(value => (long)value));
        return attribute;
    }

    private static ValueInfoProto Value(string name, int[] shape)
    {
        var dimensions = new TensorShapeProto();
        dimensions.Dim.AddRange(shape.Select(size => size < 0
            ? new TensorShapeProto.Types.Dimension { DimParam = "N" }
            : new TensorShapeProto.Types.Dimension { DimValue = size }));
        return new ValueInfoProto
        {
            Name = name,
            Type = new TypeProto
            {
                TensorType = new TypeProto.Types.Tensor
                {
                    ElemType = (int)TensorProto.Types.DataType.Float,
                    Shape = dimensions,
                },
            },
        };
    }
}
