using Economy.Core.Scenarios;
using Economy.Scenarios.Yaml;

namespace Economy.Scenarios.Binding;

/// <summary>
/// Writes <c>key=value</c> overrides into the nodes of a scenario before they are bound. The key is a dotted path; an item of a list is
/// named by its name or its index from 0. A value that begins with a quote, a bracket or a brace is YAML, any other is taken as it stands.
/// </summary>
internal sealed class Overrides(MapNode root, ErrorLog log)
{
    public void Apply(string argument)
    {
        int equals = argument.IndexOf('=', StringComparison.Ordinal);
        if (equals <= 0)
        {
            log.Add(new Place(1, 1, argument.Length, argument), "an override needs a key and a value", "--set key=value, as in --set allocation.policy=softmax");
            return;
        }

        string text = argument[(equals + 1)..];
        argument = Composed.Text(argument[..equals]) + argument[equals..];
        equals = argument.IndexOf('=', StringComparison.Ordinal);
        Node? value = text.Length > 0 && "[{\"'".Contains(text[0], StringComparison.Ordinal)
            ? YamlTree.Parse(text, log, argument, equals + 1)
            : new ScalarNode(new Place(1, equals + 2, text.Length, argument), text, quoted: false);
        if (value is not null) new Step(argument, equals, value, log).Into(root, new SectionShape(typeof(Scenario)), 0);
    }

    private sealed class Step(string argument, int end, Node value, ErrorLog log)
    {
        public void Into(Node container, Shape shape, int from)
        {
            if (container is MapNode group && shape is UnionShape union) Key(group, union.Of(group), from);
            else if (container is MapNode map && shape is SectionShape or MapShape) Key(map, shape, from);
            else if (container is ListNode list && shape is ListShape { Item: SectionShape or UnionShape } items)
                Item(list, items.Item, from);
            else if (container is not FaultyNode)
                log.Add(At(from, end), $"'{argument[..Math.Max(0, from - 1)]}' has no keys below it",
                    "a key of the table in scenarios/README.md");
        }

        private void Key(MapNode map, Shape shape, int from)
        {
            int dot = argument.IndexOf('.', from, end - from);
            int to = shape is MapShape || dot < 0 ? end : dot;
            string name = argument[from..to];
            MapEntry? entry = map.Find(name);
            Shape? below = shape is MapShape values ? values.Value : ((SectionShape)shape).Find(name)?.Shape;
            Node empty = below switch
            {
                SectionShape or MapShape or UnionShape => new MapNode(At(from, to)),
                ListShape => new ListNode(At(from, to)),
                _ => value,
            };
            if (entry is null) map.Add(entry = new MapEntry(new ScalarNode(At(from, to), name, quoted: false), empty));
            if (entry.Value is ScalarNode { IsNull: true }) entry.Value = empty;
            if (to < end && below is UnionShape { About: { AsWord: true } about } && entry.Value is ScalarNode word)
                entry.Value = Spelt(word, about.Key);
            if (to == end || below is null) entry.Value = value;
            else Into(entry.Value, below, to + 1);
        }

        // A name may hold dots, so the longest name that the path goes on with is the one meant.
        /// <summary>A kind that is named by a bare word, as a group of keys.</summary>
        private static MapNode Spelt(ScalarNode kind, string key)
        {
            var group = new MapNode(kind.Place);
            group.Add(new MapEntry(new ScalarNode(kind.Place, key, quoted: false), kind));
            return group;
        }

        private void Item(ListNode list, Shape shape, int from)
        {
            string rest = argument[from..end];
            string[] names = [.. list.Items.Select(item => ((item as MapNode)?.Find("name")?.Value as ScalarNode)?.Text ?? "")];
            string step = "";
            int index = -1;
            for (int i = 0; i < 2 * names.Length; i++)
            {
                string candidate = i < names.Length ? names[i] : $"{i - names.Length}";
                bool meant = rest == candidate || rest.StartsWith(candidate + ".", StringComparison.Ordinal);
                if (candidate.Length > step.Length && meant) (step, index) = (candidate, i % names.Length);
            }

            if (index < 0)
            {
                string wanted = rest.Split('.')[0];
                string known = string.Concat(names.Where(name => name.Length > 0).Select(name => $"{name}, "));
                string expected = names.Length > 0 ? $"{known}{(known.Length > 0 ? "or " : "")}an index from 0 to {names.Length - 1}"
                    : "a list in the file, or one given as a whole: [{…}]";
                log.Add(At(from, from + wanted.Length), $"there is no '{wanted}' in {argument[..(from - 1)]}", expected,
                    Nearest.Suggest(wanted, names));
            }
            else if (step.Length == rest.Length)
            {
                list.Items[index] = value;
            }
            else
            {
                Into(list.Items[index], shape, from + step.Length + 1);
            }
        }

        private Place At(int from, int to) => new(1, from + 1, to - from, argument);
    }
}
