"""A long-lived program as many are: it imports much of the library and waits for work.

Each line on stdin is a request; the answer is a line of JSON. The end of the input ends it.
"""
import argparse
import asyncio
import base64
import calendar
import collections
import configparser
import contextlib
import csv
import dataclasses
import datetime
import difflib
import email.message
import email.parser
import enum
import fractions
import functools
import gzip
import hashlib
import html.parser
import http.client
import http.cookies
import http.server
import importlib.metadata
import inspect
import ipaddress
import itertools
import json
import locale
import logging.handlers
import mimetypes
import optparse
import pathlib
import pickle
import pprint
import queue
import random
import shlex
import shutil
import socketserver
import statistics
import string
import subprocess
import sys
import tarfile
import tempfile
import textwrap
import threading
import tokenize
import traceback
import typing
import unittest.mock
import urllib.parse
import urllib.request
import uuid
import warnings
import zipfile


@dataclasses.dataclass
class Answer:
    """What one request gives."""

    text: str
    words: int
    digest: str
    table: list = dataclasses.field(default_factory=list)


class Service:
    def __init__(self, log):
        self.log = log
        self.seen = collections.Counter()

    def answer(self, line):
        words = shlex.split(line)
        self.seen.update(words)
        self.log.debug("request of %d words", len(words))
        return Answer(
            textwrap.shorten(line, 40),
            len(words),
            hashlib.sha256(line.encode()).hexdigest()[:12],
            sorted(self.seen.items()),
        )

    def serve(self, lines, out):
        for line in lines:
            answer = dataclasses.asdict(self.answer(line.strip()))
            print(json.dumps(answer), file=out, flush=True)


def main():
    parser = argparse.ArgumentParser(prog="service", description=__doc__)
    parser.add_argument("--verbose", action="store_true", help="log requests")
    options = parser.parse_args()
    logging.basicConfig(level=logging.DEBUG if options.verbose else logging.WARNING)
    print("ready", flush=True)
    Service(logging.getLogger("service")).serve(sys.stdin, sys.stdout)


if __name__ == "__main__":
    main()
