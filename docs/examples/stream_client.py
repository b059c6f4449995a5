"""Prints frames of a run as they are made: python3 stream_client.py ADDRESS:PORT [FRAMES [TOKEN]]"""
import array
import asyncio
import sys

import msgpack
import websockets


async def watch(address, frames, token):
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    async with websockets.connect(f"ws://{address}/stream", subprotocols=["latentsim.v1"],
                                  extra_headers=headers, max_size=None) as socket:
        async def say(**message):
            await socket.send(msgpack.packb(message))

        seen = 0
        async for data in socket:
            message = msgpack.unpackb(data)
            if message["type"] == "hello":
                scene = message["scene"]
                print(f"{scene['name']}: {scene['walkers']} walkers, {scene['sites']} sites")
                await say(type="subscribe", id=0, walkers=[0], fields=["latent", "atoms"],
                          delivery="newest", credits=10)
            elif message["type"] == "frames":
                latents = array.array("f", message["latents"])
                atoms = array.array("f", message.get("atoms", b""))
                wide, long = len(latents) // message["count"], len(atoms) // message["count"]
                for i in range(message["count"]):
                    print("step", message["step"] + i * message["stride"], "latents", *latents[i * wide:(i + 1) * wide],
                          "first atom", *atoms[i * long:i * long + 3], flush=True)
                seen += message["count"]
                if seen >= frames:
                    return
                await say(type="credit", id=0, credits=message["count"])
            elif message["type"] in ("end", "error"):
                return print(message.get("reason") or message["message"])


asyncio.run(watch(sys.argv[1], int((sys.argv + [10])[2]), (sys.argv + [10, ""])[3]))
