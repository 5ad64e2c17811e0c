"""Makes tiny networks that are saved twice: by torch.jit.trace, and by torch.export for any batch or a fixed one.

Usage: make_twin_fixtures.py OUTPUT_FOLDER (src/test/resources/networks/twins); needs timm.

NAME.pt and NAME-dynamic.pt2, NAME-1.pt2 (for one image) and NAME-4.pt2 (for four) hold the same weights.
"""

import sys
import warnings
from pathlib import Path

import torch

from exported_file import save
from make_exported_fixtures import BATCH
from make_layout_fixtures import SHAPE, swin, vit
from make_network_fixtures import Residual, normalised
from reference import wave

BATCHES = {"residual": ("dynamic", "1", "4"), "vit": ("1",), "swin": ("dynamic",)}


def exported(network, batch):
    if batch == "dynamic":
        return torch.export.export(network, (wave(SHAPE),), dynamic_shapes=[{0: BATCH}])
    return torch.export.export(network, (wave((int(batch), *SHAPE[1:])),))


def write(folder, name, network):
    torch.jit.trace(network, wave(SHAPE)).save(str(folder / f"{name}.pt"))
    for batch in BATCHES[name]:
        program = exported(network, batch)
        save(folder / f"{name}-{batch}.pt2", lambda path: torch.export.save(program, path))


def main():
    warnings.filterwarnings("ignore")
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(2)
    for name, network in {"residual": Residual(), "vit": vit(), "swin": swin()}.items():
        write(folder, name, normalised(network))
    height, width = SHAPE[2:]
    (folder / "serving.properties").write_text(f"width={width}\nheight={height}\n")


if __name__ == "__main__":
    main()
