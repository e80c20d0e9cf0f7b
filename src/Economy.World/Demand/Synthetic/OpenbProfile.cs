using static Economy.World.Demand.QosClass;

namespace Economy.World.Demand.Synthetic;

/// <summary>
/// What the 8,119 pods that openb created in its observation window (from second 9,964,972) asked for and how long they ran.
/// Shapes: the requests (weight, class, milli-cores, milli-GPUs, MiB) seen at least 5 times, 3 times in the last class, 98.7% of all.
/// Run times: quantiles in seconds over the 7,205 pods whose run was seen from start to end.
/// Source: Weng et al., "Beware of Fragmentation", USENIX ATC 2023, openb_pod_list_gpuspec33.csv.
/// </summary>
internal static class OpenbProfile
{
    private const QosClass LS = LatencySensitive, BE = BestEffort, BU = Burstable, GU = Guaranteed;

    public static readonly JobClass[] Classes =
    [
        // No GPU, latency-sensitive.
        new(634,
            [
                new(364, LS, 12500, 0, 57344), new(120, LS, 15400, 0, 51200), new(95, LS, 16500, 0, 51200), new(11, LS, 8000, 0, 15625),
                new(11, LS, 11400, 0, 57344), new(8, LS, 16000, 0, 31250), new(5, LS, 8000, 0, 31250)
            ],
            [33, 76, 100, 192, 317, 444, 602, 802, 1160, 1768, 2384, 3551, 4500, 5300, 9439, 12836, 16392, 24534, 76679, 1276174]),
        // No GPU, best effort.
        new(450,
            [
                new(284, BE, 32000, 0, 49152), new(163, BE, 8000, 0, 30517)
            ],
            [138, 142, 144, 146, 149, 152, 177, 829, 2270, 13258, 16860, 19889, 21009, 22295, 26013, 27067, 28365, 28493, 31803, 55452]),
        // Part of a GPU, latency-sensitive.
        new(750,
            [
                new(388, LS, 11908, 470, 47104), new(237, LS, 11908, 650, 47104), new(50, LS, 6000, 460, 6144),
                new(26, LS, 6000, 460, 12288),
                new(18, LS, 6000, 460, 18432), new(8, LS, 6000, 460, 8192), new(7, LS, 6000, 460, 16384), new(6, LS, 6000, 460, 23552),
                new(6, LS, 12000, 460, 18432)
            ],
            [16, 51, 66, 144, 511, 633, 896, 1245, 1756, 2663, 3650, 5088, 7256, 10384, 13624, 23981, 50171, 70443, 174758, 982167]),
        // Part of a GPU, best effort.
        new(2316,
            [
                new(1047, BE, 3152, 810, 5600), new(358, BE, 8000, 470, 30517), new(111, BE, 4000, 320, 22888),
                new(84, BE, 4000, 230, 30517),
                new(78, BE, 4000, 320, 15258), new(75, BE, 3152, 590, 5600), new(72, BE, 4152, 550, 10600), new(72, BE, 8000, 320, 30517),
                new(53, BE, 4000, 160, 15258), new(45, BE, 4152, 370, 10600), new(43, BE, 4000, 320, 30517), new(31, BE, 4152, 810, 10600),
                new(26, BE, 4000, 230, 22888), new(22, BE, 4000, 220, 15258), new(21, BE, 1000, 320, 2048), new(20, BE, 6000, 160, 22888),
                new(19, BE, 8000, 220, 30517), new(18, BE, 4000, 480, 22888), new(18, BE, 8000, 230, 30517), new(12, BE, 4000, 230, 15258),
                new(12, BE, 8000, 650, 30517), new(11, BE, 4000, 220, 22888), new(9, BE, 4000, 110, 22888), new(8, BE, 4000, 220, 30517),
                new(7, BE, 4000, 110, 15258), new(7, BE, 4000, 330, 22888), new(6, BE, 4000, 350, 22888)
            ],
            [4, 30, 53, 95, 154, 227, 366, 767, 1122, 2748, 5034, 9670, 13263, 20506, 30519, 43117, 74227, 89723, 134903, 521659]),
        // One GPU, latency-sensitive.
        new(3182,
            [
                new(857, LS, 11300, 1000, 49152), new(534, LS, 11400, 1000, 48128), new(255, LS, 18708, 1000, 64512),
                new(195, LS, 9810, 1000, 41560), new(158, LS, 15700, 1000, 58368), new(104, LS, 4000, 1000, 24576),
                new(104, LS, 16000, 1000, 32768),
                new(100, LS, 8000, 1000, 16384), new(99, LS, 12000, 1000, 24576), new(94, LS, 12000, 1000, 16384),
                new(93, LS, 14200, 1000, 58368),
                new(84, LS, 24200, 1000, 93184), new(65, LS, 11400, 1000, 77824), new(51, LS, 11900, 1000, 77824),
                new(49, LS, 8000, 1000, 32768),
                new(44, LS, 12000, 1000, 15360), new(41, LS, 8200, 1000, 33792), new(40, LS, 4000, 1000, 31250),
                new(36, LS, 15200, 1000, 80896),
                new(32, LS, 16000, 1000, 65536), new(27, LS, 16400, 1000, 125952), new(16, LS, 11300, 1000, 37888),
                new(15, LS, 1000, 1000, 6144),
                new(9, LS, 15400, 1000, 90112), new(8, LS, 12000, 1000, 32768), new(8, LS, 14900, 1000, 73728),
                new(7, LS, 4000, 1000, 16384),
                new(6, LS, 6000, 1000, 32768), new(6, LS, 9400, 1000, 52224), new(5, LS, 2000, 1000, 16384), new(5, LS, 4000, 1000, 32768)
            ],
            [13, 57, 77, 227, 425, 660, 1004, 1460, 2184, 3684, 4277, 6001, 8018, 11845, 17677, 27155, 61962, 112724, 417451, 1643507]),
        // One GPU, best effort.
        new(629,
            [
                new(470, BE, 3152, 1000, 5600), new(153, BE, 11908, 1000, 47104), new(5, BE, 8000, 1000, 32768)
            ],
            [5, 54, 118, 141, 164, 191, 199, 210, 221, 259, 291, 341, 557, 1016, 1878, 2877, 6776, 9148, 10713, 12786]),
        // Several GPUs, burstable or guaranteed.
        new(158,
            [
                new(52, BU, 12000, 1000, 24576), new(18, LS, 64200, 8000, 263168), new(17, BU, 88000, 8000, 327680),
                new(11, BU, 7000, 1000, 30000),
                new(9, LS, 32200, 4000, 132096), new(8, BU, 12000, 1000, 47104), new(7, LS, 16200, 2000, 66560),
                new(5, GU, 12000, 1000, 24576),
                new(3, BU, 8000, 1000, 16384), new(3, BU, 120000, 8000, 737280), new(3, LS, 6000, 2000, 65536),
                new(3, LS, 30200, 2000, 160768),
                new(3, LS, 60200, 4000, 320512), new(3, LS, 64000, 8000, 262144)
            ],
            [12, 36, 40, 118, 352, 542, 1857, 3659, 6568, 25200, 57881, 74640, 93110, 142400, 192538, 234312, 275860, 822092, 1734176,
                2342233]),
    ];

    /// <summary>GPU models that jobs with a GPU accept, empty for any, and how many such jobs there were.</summary>
    public static readonly (int Weight, string[] Models)[] ModelSets =
    [
        (4653, []), (1289, ["T4"]), (329, ["G2"]), (278, ["P100"]), (161, ["V100M16", "V100M32"]), (103, ["P100", "V100M16", "V100M32"]),
        (86, ["G3"]), (38, ["G2", "P100", "T4", "V100M16", "V100M32"]), (33, ["P100", "T4", "V100M16", "V100M32"]),
        (24, ["A10", "G2", "T4", "V100M16", "V100M32"]), (20, ["V100M32"]), (6, ["A10", "T4"]), (4, ["P100", "V100M16"]),
        (3, ["A10", "G2", "P100", "T4", "V100M16", "V100M32"]), (3, ["T4", "V100M16", "V100M32"]), (3, ["V100M16"]),
    ];

    public static readonly int Weight = Classes.Sum(c => c.Weight);
    public static readonly int ModelSetWeight = ModelSets.Sum(m => m.Weight);
}
