#!/usr/bin/env python3
"""Stores what other libraries make of a picture, as the reference for the files that describe models.

Usage: python3 scripts/python/make_card_fixtures.py
Needs numpy, Pillow, torch, torchvision, timm, transformers (5) and opencv-python.

Writes src/test/resources/card/parity.json: for each case the files beside the model, and the network's
input (channels, height, width) as float32 in base64, computed by the library itself. The picture is
src/test/resources/image/source.png, 61 x 45.
"""

import base64
import json
import pathlib

import cv2
import numpy as np
import torch
from PIL import Image
from timm.data import create_transform, resolve_data_config
from torchvision import transforms
from transformers.models.beit.image_processing_pil_beit import BeitImageProcessorPil
from transformers.models.clip.image_processing_pil_clip import CLIPImageProcessorPil
from transformers.models.convnext.image_processing_pil_convnext import ConvNextImageProcessorPil
from transformers.models.deit.image_processing_pil_deit import DeiTImageProcessorPil
from transformers.models.efficientnet.image_processing_pil_efficientnet import EfficientNetImageProcessorPil
from transformers.models.levit.image_processing_pil_levit import LevitImageProcessorPil
from transformers.models.mobilevit.image_processing_pil_mobilevit import MobileViTImageProcessorPil
from transformers.models.poolformer.image_processing_pil_poolformer import PoolFormerImageProcessorPil
from transformers.models.vit.image_processing_pil_vit import ViTImageProcessorPil

ROOT = pathlib.Path(__file__).resolve().parents[2] / "src" / "test" / "resources"
PICTURE = Image.open(ROOT / "image" / "source.png")
MEAN, STD = [0.485, 0.456, 0.406], [0.229, 0.224, 0.225]


def case(name, files, values):
    values = np.ascontiguousarray(values, dtype="<f4")
    return {
        "name": name,
        "files": files,
        "shape": list(values.shape),
        "values": base64.b64encode(values.tobytes()).decode(),
    }


def timm_cases():
    common = {"input_size": [3, 20, 20], "mean": MEAN, "std": STD, "interpolation": "bicubic"}
    for name, changes in (
        ("center", {"crop_pct": 0.9, "crop_mode": "center"}),
        ("squash", {"crop_pct": 0.95, "crop_mode": "squash", "interpolation": "lanczos"}),
        ("border", {"crop_pct": 1.0, "crop_mode": "border", "input_size": [3, 20, 22]}),
        ("not square", {"crop_pct": 0.9, "input_size": [3, 16, 24], "interpolation": "bilinear"}),
        ("without crop_pct", {"crop_mode": "center"}),
    ):
        pretrained = {**common, **changes}
        transform = create_transform(**resolve_data_config(pretrained_cfg=pretrained))
        config = {"architecture": "any", "num_classes": 3, "pretrained_cfg": pretrained}
        yield case(f"timm {name}", {"config.json": json.dumps(config)}, transform(PICTURE))


def transformers_cases():
    side = {"height": 20, "width": 20}
    for name, processor in (
        ("vit", ViTImageProcessorPil(size=side)),
        ("vit not square", ViTImageProcessorPil(size={"height": 16, "width": 24}, resample=3)),
        ("vit without normalize", ViTImageProcessorPil(size=side, do_normalize=False)),
        ("vit without rescale", ViTImageProcessorPil(size=side, do_rescale=False, do_normalize=False)),
        ("deit", DeiTImageProcessorPil(size={"height": 26, "width": 26}, crop_size=side)),
        ("beit", BeitImageProcessorPil(size=side, resample=1)),
        ("clip", CLIPImageProcessorPil(size={"shortest_edge": 20}, crop_size=side)),
        ("convnext", ConvNextImageProcessorPil(size={"shortest_edge": 20}, crop_pct=0.875)),
        ("convnext whole", ConvNextImageProcessorPil(size={"shortest_edge": 384})),
        ("poolformer", PoolFormerImageProcessorPil(size={"shortest_edge": 20}, crop_size=side)),
        ("levit", LevitImageProcessorPil(size={"shortest_edge": 20}, crop_size=side)),
        ("mobilevit", MobileViTImageProcessorPil(size={"shortest_edge": 24}, crop_size=side)),
        ("efficientnet", EfficientNetImageProcessorPil(size=side)),
        ("efficientnet offset", EfficientNetImageProcessorPil(
            size=side, rescale_offset=True, rescale_factor=1 / 127.5, include_top=False)),
    ):
        values = processor(PICTURE, return_tensors="np")["pixel_values"][0]
        if name == "convnext whole":
            values = values[:, ::48, ::48]
        text = json.dumps(processor.to_dict(), default=str)
        yield case(f"transformers {name}", {"preprocessor_config.json": text}, values)


def ultralytics_cases():
    """The package itself is not needed: these are its classify_transforms and its LetterBox."""
    common = {"stride": 32, "batch": 1, "names": {"0": "jug", "1": "mug"}}
    classify = transforms.Compose(
        [transforms.Resize(20), transforms.CenterCrop(20), transforms.ToTensor()]
    )
    config = {**common, "task": "classify", "imgsz": [20, 20]}
    yield case("ultralytics classify", {"config.txt": json.dumps(config)}, classify(PICTURE))
    config = {**common, "task": "detect", "imgsz": [32, 40]}
    yield case("ultralytics detect", {"config.txt": json.dumps(config)}, letterbox(32, 40))


def letterbox(height, width):
    image = np.asarray(PICTURE)
    ratio = min(height / image.shape[0], width / image.shape[1])
    unpadded = round(image.shape[1] * ratio), round(image.shape[0] * ratio)
    dw, dh = (width - unpadded[0]) / 2, (height - unpadded[1]) / 2
    resized = cv2.resize(image, unpadded, interpolation=cv2.INTER_LINEAR)
    border = [round(dh - 0.1), round(dh + 0.1), round(dw - 0.1), round(dw + 0.1)]
    framed = cv2.copyMakeBorder(resized, *border, cv2.BORDER_CONSTANT, value=(114, 114, 114))
    return framed.transpose(2, 0, 1).astype(np.float32) / 255


def main():
    cases = [*timm_cases(), *transformers_cases(), *ultralytics_cases()]
    target = ROOT / "card" / "parity.json"
    target.parent.mkdir(exist_ok=True)
    target.write_text(json.dumps(cases, indent=1) + "\n")


if __name__ == "__main__":
    with torch.no_grad():
        main()
