"""Short texts to try the check with, by the name of their language."""

from __future__ import annotations

EXAMPLES: dict[str, str] = {
    "English": """What does it cost to train a language model?

Since 2016 training costs have grown by a factor of 2.4 a year. Renting the computing time for \
GPT-4 cost about 78 million dollars. The price of one H100 is about 25,000 dollars. Training GPT-3 \
is said to have emitted 5,020 tonnes of CO2. Most of the engineers work at night.

Will it go on like this?""",
    "Deutsch": """Was das Training großer Modelle verbraucht

Seit 2016 sind die Trainingskosten jedes Jahr um das 2,4-Fache gestiegen. Das Training von BLOOM \
verbrauchte 4.330 MWh Strom. Das Training von GPT-3 verursachte 502 Tonnen CO2. Atos zufolge kann \
Wasserkühlung die Energiekosten um 20 bis 30 Prozent senken. Der Strompreis in Hamburg sank im \
selben Jahr deutlich.

Was folgt daraus?""",
    "日本語": """AIモデルの学習にかかるもの

学習費用は2016年から年2.4倍のペースで増えています。Gemini 1の学習費用は約19億1000万ドルと\
されています。GPT-3の学習によるCO2排出量は約502トンです。水冷によってエネルギーコストは20%から30%下がる可能性があり\
ます。東京の研究者はもっと安い方法を知っています。

皆さんはどう思いますか？""",
}
