/** A street of the district with its communities; the weight is its share of the population. */
export interface Street {
  readonly name: string;
  readonly weight: number;
  readonly latitude: number;
  readonly longitude: number;
  /** Roads that addresses use. */
  readonly roads: readonly string[];
  readonly communities: readonly string[];
}

const street = (
  name: string,
  weight: number,
  [latitude, longitude]: readonly [number, number],
  roads: string,
  communities: string,
): Street => ({
  name,
  weight,
  latitude,
  longitude,
  roads: roads.split(' '),
  communities: communities.split(' ').map((community) => `${community}社区`),
});

export const STREETS: readonly Street[] = [
  street(
    '大智街',
    5,
    [30.5905, 114.2985],
    '大智路 中山大道 铭新街 天津路',
    '天津 铭新 泰兴 义和 大智 云绣 交易 江北',
  ),
  street(
    '一元街',
    5,
    [30.5965, 114.3075],
    '一元路 沿江大道 胜利街 中山大道',
    '扬子 胜利 同福 四民 通业 岳飞 坤厚 沿江',
  ),
  street(
    '车站街',
    6,
    [30.5948, 114.3012],
    '车站路 友益街 中山大道 黎黄陂路',
    '华清 友益 蔡锷 吉庆 公安 三德 昌年 如寿',
  ),
  street(
    '四唯街',
    5,
    [30.603, 114.31],
    '四唯路 卢沟桥路 解放大道 三阳路',
    '四唯 陈怀 三阳 延庆 袁家墩 张自忠 五福 山海关',
  ),
  street(
    '永清街',
    6,
    [30.608, 114.3168],
    '永清路 黄浦大街 芦沟桥路 解放公园路',
    '永清 黄浦 芦沟 仁义 五村 科苑 高雄 沿江苑',
  ),
  street(
    '西马街',
    7,
    [30.6072, 114.2988],
    '解放大道 西马路 惠济路 建设大道',
    '惠西 泰宁 西马 铁路 惠中 模范 二曜 解放公园 劳动里',
  ),
  street(
    '球场街',
    6,
    [30.6012, 114.295],
    '球场路 解放大道 澳门路 香港路',
    '球场 何家垅 铁中 蔡家田 澳门 公德 宏业 兴业',
  ),
  street(
    '劳动街',
    7,
    [30.62, 114.323],
    '劳动街 解放大道 头道街 建设大道',
    '建设新村 新江岸 头道街 林祥谦 东立 新生 工农 西区 江车',
  ),
  street(
    '二七街',
    9,
    [30.631, 114.329],
    '二七路 工农兵路 赵家条 解放大道',
    '福建 正义 铁路外 育才 新湾 桥口 先锋 洪兴 徐州 江岸车站 二七新村',
  ),
  street(
    '新村街',
    6,
    [30.6255, 114.3205],
    '新村路 二七横路 工农兵路 建设大道',
    '新华 新发 光华 长湖 江南 建安 友谊 麟趾',
  ),
  street(
    '丹水池街',
    6,
    [30.651, 114.343],
    '丹水池路 解放大道 江岸路 堤边路',
    '丹东 丹西 长江 新丹 康宁 江锦 黑泥湖 石桥',
  ),
  street(
    '台北街',
    10,
    [30.603, 114.2845],
    '台北路 台北一路 高雄路 建设大道',
    '桃源 高雄路 台北 云林 锦江 光明 新民 江大 塔子 双洞 黄孝河',
  ),
  street(
    '花桥街',
    11,
    [30.618, 114.292],
    '花桥街 发展大道 赵家条 解放大道',
    '花桥 新成 民航 黎明 惠民 赵家条 兴安 发展 金桥 育才苑 罗家庄 花桥三村',
  ),
  street(
    '谌家矶街',
    4,
    [30.683, 114.369],
    '谌家矶大道 兴盛路 平安铺路 朱家河路',
    '谌家矶 平安铺 先锋岛 兴盛 科学 朱家河',
  ),
  street(
    '后湖街',
    16,
    [30.644, 114.288],
    '后湖大道 金桥大道 兴业路 石桥一路',
    '惠康 汉口花园 同安 同鑫 东方恒星 金桥汇 惠湖 石桥苑 佳海 美庐 仁和 锦绣 塔子湖畔 新春 华汉 统建',
  ),
  street(
    '塔子湖街',
    11,
    [30.654, 114.279],
    '塔子湖东路 幸福大道 金桥大道 后湖大道',
    '幸福 中一 安居 育才花园 金潭 新荣 世纪 星河 融科 锦苑 百步亭花园 新江岸花园',
  ),
];

/** Codes of a street and of a community in the allocation tables: 05 and 05-003. */
export const streetCode = (index: number): string => String(index + 1).padStart(2, '0');
export const communityCode = (index: number): string => String(index + 1).padStart(3, '0');
